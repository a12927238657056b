package app.tandem.account;

/** By whose right a service is called. */
public enum Access {
    /** The user's own grant. */
    DELEGATED,
    /** An administrator's grant for many: app-only Graph access, or Salesforce JWT bearer. */
    APPLICATION
}
