package app.tandem.crm;

import org.jspecify.annotations.Nullable;

/**
 * A Lead that becomes a Contact (pane U-159, U-160).
 *
 * @param status one of {@link Records#convertedStatuses}
 * @param accountId the Account to use; null to create one from the Lead's company
 * @param contactId the Contact to use, which needs its Account too; null to create one
 * @param opportunityName name of a new Opportunity; null for none
 * @param notifyOwner whether Salesforce mails the owner
 * @param allowDuplicates the user insists against a duplicate rule (pane U-153)
 */
public record LeadConversion(
        String leadId,
        String status,
        @Nullable String accountId,
        @Nullable String contactId,
        @Nullable String opportunityName,
        boolean notifyOwner,
        boolean allowDuplicates) {

    /** The same into records that are there. */
    public LeadConversion into(String account, @Nullable String contact) {
        return new LeadConversion(leadId, status, account, contact, opportunityName, notifyOwner, allowDuplicates);
    }

    /** The same, insisted on. */
    public LeadConversion anyway() {
        return new LeadConversion(leadId, status, accountId, contactId, opportunityName, notifyOwner, true);
    }
}
