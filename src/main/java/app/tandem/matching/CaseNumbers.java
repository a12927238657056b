package app.tandem.matching;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Case numbers in a subject (sync L-6): after the word "case", or eight digits that begin with 00. */
public final class CaseNumbers {

    private static final int DIGITS = 8;
    private static final int MOST = 5;
    private static final int SUBJECT = 4_000;
    private static final Pattern NUMBER = Pattern.compile(
            "\\bcase(?:\\s{0,3}(?:number|no|nr))?[\\s:#№.-]{0,4}(\\d{3,10})(?!\\d)|(?<![\\w.-])(00\\d{6})(?![\\w-])",
            Pattern.CASE_INSENSITIVE);

    private CaseNumbers() {}

    /** In order of appearance, at most five; a short number comes as written and with leading zeros. */
    public static List<String> in(String subject) {
        Set<String> numbers = new LinkedHashSet<>();
        Matcher matcher = NUMBER.matcher(subject.substring(0, Math.min(SUBJECT, subject.length())));
        for (int found = 0; found < MOST && matcher.find(); found++) {
            String number = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            numbers.add(number);
            numbers.add("0".repeat(Math.max(0, DIGITS - number.length())) + number);
        }
        return new ArrayList<>(numbers);
    }
}
