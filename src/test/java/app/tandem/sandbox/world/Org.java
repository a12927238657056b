package app.tandem.sandbox.world;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A company's Salesforce org and what can be switched in it; changes take effect with the next call. */
public final class Org {

    public final String orgId;
    public final String name;
    /** The company's mail domain. */
    public final String domain;

    public volatile boolean enhancedEmail;
    public volatile int apiLimit = 100_000;
    public final AtomicInteger apiUsed = new AtomicInteger();
    public volatile boolean contentAsFiles = true;
    public volatile boolean sharedActivities = true;
    public volatile boolean duplicateRules = true;
    public volatile boolean readerPrincipal;
    public volatile boolean packageInstalled = true;
    /** A user without the role admin sees only the own records. */
    public volatile boolean privateModel;
    /** Objects ({@code Lead}) and fields ({@code Contact.Phone}) that only administrators see. */
    public final Set<String> hiddenFromUsers = ConcurrentHashMap.newKeySet();
    /** Fields ({@code Contact.Phone}) that only administrators may write. */
    public final Set<String> lockedForUsers = ConcurrentHashMap.newKeySet();
    /** A user without the role admin changes only the own records. */
    public volatile boolean readOnlyModel;
    /** Who gets new Leads and Cases by the org's assignment rules: user id by object. */
    public final Map<String, String> assignmentRules = new ConcurrentHashMap<>();
    /** Largest classic attachment in bytes. */
    public volatile int attachmentLimit = 25 * 1024 * 1024;

    public Org(String orgId, String name, String domain) {
        this.orgId = orgId;
        this.name = name;
        this.domain = domain;
    }
}
