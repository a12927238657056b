/** A house that breaks every rule once, so that the rules are seen to bite. Never part of anything. */
package app.tandem.planted;
