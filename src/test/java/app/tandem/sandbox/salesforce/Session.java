package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.Person;

/** Who calls: the token, its person, the org's store and what the user may do there. */
record Session(Token token, Person person, OrgStore store, Viewer viewer) {}
