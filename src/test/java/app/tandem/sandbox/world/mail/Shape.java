package app.tandem.sandbox.world.mail;

import java.util.function.Function;

/** The shapes of mails in the world. */
public enum Shape {
    OUTLOOK_WORD(Use.TALK_ANY, OutlookShapes::word),
    OUTLOOK_WEB(Use.TALK_ANY, OutlookShapes::web),
    IPHONE(Use.TALK_ANY, ClientShapes::iphone),
    GMAIL(Use.TALK_IN, ClientShapes::gmail),
    APPLE_MAIL(Use.TALK_IN, ClientShapes::appleMail),
    THUNDERBIRD(Use.TALK_IN, ClientShapes::thunderbird),
    OLD_CHARSET(Use.SPECIAL, OddShapes::oldCharset),
    INVOICE(Use.SPECIAL, AttachmentShapes::invoice),
    ZIPPED(Use.SPECIAL, AttachmentShapes::zipped),
    INLINE_IMAGES(Use.SPECIAL, AttachmentShapes::inlineImages),
    NAMED_FILES(Use.SPECIAL, AttachmentShapes::namedFiles),
    MAIL_ATTACHED(Use.SPECIAL, AttachmentShapes::mailAttached),
    CHAIN_ATTACHED(Use.SPECIAL, AttachmentShapes::chainAttached),
    WINMAIL(Use.SPECIAL, AttachmentShapes::winmail),
    CARD(Use.SPECIAL, AttachmentShapes::card),
    SIGNED(Use.SPECIAL, AttachmentShapes::signed),
    INVITATION(Use.SPECIAL, MachineShapes::invitation),
    READ_RECEIPT(Use.SPECIAL, MachineShapes::readReceipt),
    BOUNCE(Use.SPECIAL, MachineShapes::bounce),
    ABSENCE(Use.SPECIAL, MachineShapes::absence),
    LIST_POSTING(Use.SPECIAL, MachineShapes::listPosting),
    NEWSLETTER(Use.SPECIAL, MachineShapes::newsletter),
    NO_DATE(Use.SPECIAL, OddShapes::noDate),
    NO_MESSAGE_ID(Use.SPECIAL, OddShapes::noMessageId),
    LONG_SUBJECT(Use.SPECIAL, OddShapes::longSubject),
    NO_SUBJECT(Use.SPECIAL, OddShapes::noSubject),
    MANY_RECIPIENTS(Use.SPECIAL, OddShapes::manyRecipients),
    RAW_HEADERS(Use.SPECIAL, OddShapes::rawHeaders),
    HTML_ONLY(Use.SPECIAL, OddShapes::htmlOnly),
    DAMAGED(Use.SPECIAL, OddShapes::damaged);

    /** Where a shape occurs. */
    public enum Use {
        /** Conversations, both ways. */
        TALK_ANY,
        /** Conversations, what correspondents write. */
        TALK_IN,
        /** Single mails that come in. */
        SPECIAL
    }

    private final Use use;
    private final transient Function<Letter, Part> writer;

    Shape(Use use, Function<Letter, Part> writer) {
        this.use = use;
        this.writer = writer;
    }

    /** Where this shape occurs. */
    public Use use() {
        return use;
    }

    /** The bytes of the mail; the same for the same letter. */
    public byte[] write(Letter letter) {
        return writer.apply(letter).write();
    }
}
