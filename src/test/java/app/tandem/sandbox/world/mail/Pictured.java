package app.tandem.sandbox.world.mail;

/** Pictures inside the text. */
final class Pictured {

    private Pictured() {}

    /** A picture that the HTML names by its content id. */
    static Part inline(String type, String name, String cid, byte[] picture) {
        return Part.bytes(type + "; name=\"" + name + "\"", picture)
                .header("Content-Description", name)
                .header("Content-Disposition", "inline; filename=\"" + name + "\"; size=" + picture.length)
                .header("Content-ID", "<" + cid + ">");
    }
}
