package app.tandem.crm;

import java.util.List;

/**
 * Words a person typed (pane U-122, U-124).
 *
 * @param tags every record found holds the words of all of them; at most five count
 * @param views the objects to look in
 * @param perObject how many of an object at most (pane U-129); 200 in all
 */
public record TextSearch(List<String> tags, List<ObjectView> views, int perObject) {

    /** The shortest text that is looked for (pane U-122). */
    public static final int SHORTEST = 3;

    /** How many tags count (pane U-124). */
    public static final int MOST_TAGS = 5;

    /** How many records of an object are shown at first (pane U-129). */
    public static final int FIRST = 20;

    /** How many records are shown at once (pane U-129). */
    public static final int MOST = 200;

    public TextSearch {
        tags = tags.stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .limit(MOST_TAGS)
                .toList();
        views = List.copyOf(views);
        perObject = Math.clamp(perObject, 1, MOST);
    }

    /** The first records of each object. */
    public static TextSearch of(List<String> tags, List<ObjectView> views) {
        return new TextSearch(tags, views, FIRST);
    }

    /** Whether any tag is long enough to be looked for. */
    public boolean isLongEnough() {
        return tags.stream().anyMatch(tag -> tag.length() >= SHORTEST);
    }
}
