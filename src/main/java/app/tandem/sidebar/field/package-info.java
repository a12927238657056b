/** Editing one field of a record: the input that suits its type, what is wrong with what was typed, and what came of saving. */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.field;
