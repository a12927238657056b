package app.tandem.crm.salesforce;

import app.tandem.account.CrmConnection;
import app.tandem.account.User;
import app.tandem.budget.Budget;
import app.tandem.credentials.AccessTokens;
import app.tandem.crm.ContactScope;
import app.tandem.crm.Crm;
import app.tandem.crm.Crms;
import app.tandem.crm.Records;
import app.tandem.crm.Stirrings;
import app.tandem.crm.Templates;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.platform.http.OutboundHosts;
import app.tandem.platform.http.OutboundHttp;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Salesforce over the Partner API, version 65.0. Holds no connection; describes are cached per org and user. */
@Component
public class SalesforceCrms implements Crms {

    private final Conversation.Means means;
    private final Shapes shapes;
    private final Catalog.OfUsers catalogs;

    @Autowired
    public SalesforceCrms(
            AccessTokens tokens, Budget budget, InstantSource clock, OutboundHttp http, OutboundHosts hosts) {
        this(new Conversation.Means(tokens, budget, clock, Wire.over(http.client(), hosts::allows)));
    }

    SalesforceCrms(Conversation.Means means) {
        this.means = means;
        this.shapes = new Shapes(means.clock());
        this.catalogs = new Catalog.OfUsers(means.clock());
    }

    @Override
    public Crm open(User user) {
        return open(user, Budget.Priority.FRESH);
    }

    @Override
    public Crm open(User user, Budget.Priority priority) {
        return new SalesforceCrm(new Conversation(user, priority, means), shapes);
    }

    @Override
    public ItemStore items(User user, ItemKind kind, Budget.Priority priority) {
        return switch (kind) {
            case TASK ->
                new SalesforceItems(
                        new Conversation(user, priority, means), shapes, (shape, queries) -> new TaskItems(shape));
            case CONTACT -> contacts(user, ContactScope.MINE, priority);
        };
    }

    @Override
    public ItemStore contacts(User user, ContactScope scope, Budget.Priority priority) {
        CrmConnection crm = user.connectedCrm();
        return new SalesforceItems(
                new Conversation(user, priority, means),
                shapes,
                (shape, queries) -> new ContactItems(shape, scope, queries, crm::recordUrl));
    }

    @Override
    public Stirrings tasks(User asker) {
        return new TouchedRecords(new Conversation(asker, Budget.Priority.BACKGROUND, means), shapes);
    }

    @Override
    public Records records(User user) {
        return new SalesforceRecords(new Conversation(user, Budget.Priority.INTERACTIVE, means), catalogs);
    }

    @Override
    public Templates templates(User user) {
        return new SalesforceTemplates(new Conversation(user, Budget.Priority.INTERACTIVE, means), catalogs);
    }
}
