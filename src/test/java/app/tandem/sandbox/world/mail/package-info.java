/** Writes mails as the programs of this world write them: each shape with its own headers, encodings and habits. */
package app.tandem.sandbox.world.mail;
