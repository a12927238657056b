/** Items kept in step both ways: tasks, contacts. One lane for all kinds, between two stores of one shape. */
@org.jspecify.annotations.NullMarked
package app.tandem.engine.pair;
