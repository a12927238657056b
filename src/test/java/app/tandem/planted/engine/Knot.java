package app.tandem.planted.engine;

import app.tandem.planted.mailbox.DoesTooMuch;

/** Breaks: modules form no cycles. */
public class Knot {

    DoesTooMuch back = new DoesTooMuch();
}
