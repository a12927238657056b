package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.store.Contents;
import app.tandem.sandbox.graph.store.MailStore;
import app.tandem.sandbox.kernel.Kernel;

/**
 * What all resources share.
 *
 * @param epoch changes when the world is made anew; tokens of the old one are gone then
 */
record Shop(Kernel kernel, MailStore store, Contents contents, String epoch) {}
