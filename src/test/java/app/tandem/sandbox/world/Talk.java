package app.tandem.sandbox.world;

import java.util.ArrayList;
import java.util.List;

/** A conversation to be held: its subject and turns, with places for names and numbers. */
record Talk(String language, String topic, String subject, List<Turn> turns) {

    /** What one side writes. */
    record Turn(boolean in, String text) {}

    private static final List<Talk> ALL = read();

    static List<Talk> all() {
        return ALL;
    }

    static List<Talk> in(String language) {
        return ALL.stream().filter(talk -> talk.language().equals(language)).toList();
    }

    private static List<Talk> read() {
        List<Talk> talks = new ArrayList<>();
        for (String block : Texts.whole("letters.txt").split("(?m)^== ")) {
            if (!block.startsWith("#")) {
                talks.add(talk(block));
            }
        }
        return List.copyOf(talks);
    }

    private static Talk talk(String block) {
        String[] parts = block.split("(?m)^-- ");
        String[] head = parts[0].split("\n", 2);
        String[] names = head[0].strip().split(" ");
        List<Turn> turns = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String[] turn = parts[i].split("\n", 2);
            turns.add(new Turn(turn[0].strip().equals("in"), turn[1].strip()));
        }
        return new Talk(names[0], names[1], head[1].strip().substring("subject: ".length()), List.copyOf(turns));
    }
}
