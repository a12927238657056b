package app.tandem.safehtml;

import java.util.concurrent.atomic.AtomicLong;

/** A text that counts how often a character of it is looked at. */
public record CountedText(String text, AtomicLong steps) implements CharSequence {

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        steps.incrementAndGet();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountedText(text.substring(start, end), steps);
    }

    @Override
    public String toString() {
        steps.addAndGet(text.length());
        return text;
    }
}
