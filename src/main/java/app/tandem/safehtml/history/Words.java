package app.tandem.safehtml.history;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What mail programs write above what they quote, in the languages they speak. Every expression takes linear time: nothing
 * in it can be matched in two ways.
 */
final class Words {

    /** The lines of an earlier message's head. */
    enum Head {
        FROM,
        /** Only mail programs say "sent" where others say "date". */
        SENT,
        DATE,
        TO,
        SUBJECT
    }

    private static final Map<String, Head> HEADS = new HashMap<>();

    static {
        heads(
                Head.FROM,
                "from|von|de|da|van|fra|från|lähettäjä|od|feladó|от|від|от кого|από|kimden|gönderen|差出人|发件人|寄件者|寄件人|보낸 사람|보낸사람|מאת|من|dari|từ|saatja|nuo|no|expéditeur|remitente|mittente|afzender|absender");
        heads(
                Head.SENT,
                "sent|gesendet|envoyé|enviado|enviada em|enviado el|enviado em|inviato|verzonden|sendt|skickat|lähetetty|wysłano|wysłane|odesláno|odoslané|elküldve|отправлено|надіслано|изпратено|στάλθηκε|gönderme tarihi|gönderildi|送信日時|送信日|发送时间|發送時間|傳送時間|寄件日期|보낸 날짜|נשלח|تاريخ الإرسال|dikirim|đã gửi|saadetud|išsiųsta|nosūtīts|trimis|poslano|poslato");
        heads(
                Head.DATE,
                "date|datum|data|fecha|dato|päivämäärä|päiväys|dátum|дата|ημερομηνία|tarih|日付|日期|날짜|תאריך|التاريخ|tanggal|ngày|kuupäev|datums");
        heads(
                Head.TO,
                "to|an|à|a|para|aan|til|till|vastaanottaja|do|komu|címzett|кому|до|προς|kime|宛先|收件人|收件者|받는 사람|받는사람|אל|إلى|kepada|đến|saaja|kam|către|za|destinataire|destinatario");
        heads(
                Head.SUBJECT,
                "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|předmět|predmet|tárgy|тема|θέμα|konu|件名|主题|主題|主旨|제목|נושא|الموضوع|subjek|perihal|chủ đề|teema|tema|temats|subiect");
    }

    /** Between dashes, or followed by a colon. */
    private static final Set<String> TITLES = Set.of(
            "original message",
            "original appointment",
            "forwarded message",
            "begin forwarded message",
            "reply message",
            "ursprüngliche nachricht",
            "originalnachricht",
            "original-nachricht",
            "ursprüngl. nachricht",
            "weitergeleitete nachricht",
            "anfang der weitergeleiteten nachricht",
            "anfang der weitergeleiteten e-mail",
            "ursprünglicher termin",
            "message d'origine",
            "message original",
            "message transféré",
            "courriel original",
            "début du message réexpédié",
            "mail original",
            "mensaje original",
            "mensaje reenviado",
            "mensagem original",
            "mensagem encaminhada",
            "mensagem reencaminhada",
            "messaggio originale",
            "messaggio inoltrato",
            "inizio messaggio inoltrato",
            "inizio messaggio originale",
            "oorspronkelijk bericht",
            "oorspronkelijk e-mailbericht",
            "doorgestuurd bericht",
            "begin doorgestuurd bericht",
            "oprindelig meddelelse",
            "original meddelelse",
            "videresendt meddelelse",
            "opprinnelig melding",
            "videresendt melding",
            "ursprungligt meddelande",
            "originalmeddelande",
            "vidarebefordrat meddelande",
            "alkuperäinen viesti",
            "välitetty viesti",
            "wiadomość oryginalna",
            "oryginalna wiadomość",
            "wiadomość przekazana",
            "původní zpráva",
            "přeposlaná zpráva",
            "pôvodná správa",
            "eredeti üzenet",
            "továbbított üzenet",
            "mesaj original",
            "исходное сообщение",
            "пересылаемое сообщение",
            "пересланное сообщение",
            "перенаправленное сообщение",
            "оригінальне повідомлення",
            "переслане повідомлення",
            "αρχικό μήνυμα",
            "özgün ileti",
            "orijinal mesaj",
            "iletilen mesaj",
            "元のメッセージ",
            "転送されたメッセージ",
            "原始邮件",
            "原邮件",
            "转发邮件",
            "转发的邮件",
            "原始郵件",
            "轉寄的郵件",
            "원본 메시지",
            "원본 메일",
            "전달된 메시지",
            "הודעה מקורית",
            "הודעה שהועברה",
            "الرسالة الأصلية",
            "رسالة معاد توجيهها",
            "pesan asli",
            "thư gốc");

    private static final String WROTE_WORDS =
            "wrote|writes|sent|schrieb|geschrieben|schreef|a écrit|écrit|écrivait|escribió|ha scritto"
                    + "|scritto|scrisse|escreveu|skrev|kirjoitti|napisał\\(a\\)|napisał|napisała|napsal\\(a\\)|napsal|napsala|napísal\\(a\\)"
                    + "|napísal|írta|a scris|написал\\(а\\)|написал|написала|написав|написа|пишет|пише|έγραψε|yazdı|כתב|כתבה|كتب|写道|寫道"
                    + "|写到|写道|님이 작성|작성|のメール|đã viết|menulis|napisao je|je napisao|napisao/la je|kirjutas|rašė|rakstīja";

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private static final Pattern WROTE =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + WROTE_WORDS + ")(?![\\p{L}\\p{N}])", FLAGS);

    /** The languages that write no blanks. */
    private static final Pattern WROTE_JOINED = Pattern.compile("(?:写道|寫道|写到|님이 작성|작성|のメール)[:：\\s]*$", FLAGS);

    private static final Pattern WROTE_AT_END =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + WROTE_WORDS + ")[\\s*_]{0,4}[:：]?[\\s*_]{0,4}$", FLAGS);

    private static final Pattern AUTHOR_WROTE = Pattern.compile(
            "^[^<>:]{0,80}[<(\\[][^<>\\s]{1,100}@[^<>\\s]{1,100}[>)\\]]\\s{0,3}(?:" + WROTE_WORDS
                    + ")(?![\\p{L}\\p{N}])",
            FLAGS);

    /** How a line begins that says when somebody wrote. */
    private static final Pattern LEAD = Pattern.compile(
            "^(?:on|am|le|el|il|em|op|den|dne|dňa|dnia|w dniu|on|po|pe|ma|ti|ke|to|la|su|în data de|pada|vào|στις|בתאריך|في|kl|tor|在|于|於)[\\s,.]",
            FLAGS);

    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)(?:\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}|(?:19|20)\\d\\d)(?!\\d)|\\d[年년]", FLAGS);
    static final Pattern TIME =
            Pattern.compile("(?<!\\d)\\d{1,2}:\\d{2}(?!\\d)|(?<![\\d.])\\d{1,2}[.h]\\d{2}(?![.\\d])", FLAGS);
    static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}._%+=-]{1,64}@[\\p{L}\\p{N}-]", FLAGS);
    private static final Pattern ENDS_IN_ADDRESS = Pattern.compile("@[^<>\\s]{1,120}[>)\\]]\\s{0,3}[:：]$", FLAGS);

    private static final Pattern RULE = Pattern.compile("[-_=*—–\\s]{3,}");
    private static final String DASHES = "-_=*—";
    private static final Pattern DELIMITER = Pattern.compile("--\\s?");
    private static final String FRAME = "*_>\u200e\u200f\u00a0";
    private static final String DEVICES =
            "i ?(?:phone|pad|pod|os)|android|galaxy|samsung|huawei|xiaomi|htc|nokia|alcatel|blackberry"
                    + "|windows|mobile|mobil\\w{0,12}|phone|telefon|handy|smartphone|tablet|cell|outlook|mailbox|airmail|yahoo|gmail|k-9|proton\\w{0,6}"
                    + "|spark|mail|device|ti-\\d{2}|acompli|spike|nine|boxer|ordinateur|téléphone|móvil|celular|cellulare|telefono";
    private static final Pattern DEVICE = Pattern.compile(
            "[<(\\[\\s]{0,3}(?:(?:sent|envoyé|enviado|inviato|inviata|gesendet|verzonden|sendt|skickat|lähetetty|wysłan[eo]|odesláno|отправлено|надіслано"
                    + "|küldve|gönderildi|trimis|get|télécharger|holen sie sich|hämta)\\s.{0,80}(?<![\\p{L}\\p{N}])(?:"
                    + DEVICES
                    + ")(?![\\p{L}\\p{N}]).{0,120}"
                    + "|(?:sent|envoyé|enviado|gesendet|verzonden|sendt|skickat) (?:via|with|from|by|met|mit|avec|från|fra|desde) .{0,20}(?:"
                    + DEVICES + ").{0,120}"
                    + "|(?:\\p{L}{1,20} )?from (?:my |a |an )?(?:" + DEVICES + ").{0,40}"
                    + "|(?:von|vom|diese|dieser) .{0,80}(?:" + DEVICES
                    + ").{0,60}(?:gesendet|verschickt|geschickt|verfasst)\\.?"
                    + "|get \\[?outlook for .{1,120}"
                    + "|(?:從我的|从我的|发自我的).{1,40}|.{1,30}から送信)[>)\\]\\s]{0,3}",
            FLAGS);

    private Words() {}

    private static void heads(Head head, String labels) {
        for (String label : labels.split("\\|")) {
            HEADS.putIfAbsent(label, head);
        }
    }

    /** Which line of a head that label begins; null for none. */
    static @Nullable Head head(String label) {
        return HEADS.get(framed(label).toLowerCase(Locale.ROOT));
    }

    /** The text without blanks, emphasis and signs of quotation around it. */
    static String framed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isFrame(text.charAt(from))) {
            from++;
        }
        while (to > from && isFrame(text.charAt(to - 1)) && text.charAt(to - 1) != '>') {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isFrame(char c) {
        return Character.isWhitespace(c) || FRAME.indexOf(c) >= 0;
    }

    /** Whether it names what follows as an earlier message: {@code -----Original Message-----}. */
    static boolean isTitle(String text) {
        return TITLES.contains(title(ruled(text)));
    }

    /** What stands between two dashes or more on either side; empty where nothing does. */
    private static String ruled(String text) {
        String bare = text.strip();
        int from = 0;
        int to = bare.endsWith(":") ? bare.length() - 1 : bare.length();
        int end = to;
        while (from < to && DASHES.indexOf(bare.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && DASHES.indexOf(bare.charAt(to - 1)) >= 0) {
            to--;
        }
        return from >= 2 && end - to >= 2 ? bare.substring(from, to).strip() : "";
    }

    /** Whether it does so without dashes, which takes a head below it to be believed: {@code Begin forwarded message:}. */
    static boolean isAnnouncement(String text) {
        String bare = framed(text);
        return endsWithColon(bare) && TITLES.contains(title(bare.substring(0, bare.length() - 1)));
    }

    private static String title(String text) {
        return framed(text).replace('’', '\'').toLowerCase(Locale.ROOT);
    }

    /** Whether it says between dashes who wrote: {@code ---- Jane wrote ----}. */
    static boolean isRuledAttribution(String text) {
        return WROTE_AT_END.matcher(ruled(text)).find();
    }

    /** Whether it consists of dashes or the like. */
    static boolean isRule(String text) {
        return RULE.matcher(text).matches() && !text.isBlank();
    }

    /** Whether a signature begins below it. */
    static boolean isDelimiter(String text) {
        return DELIMITER.matcher(text.replace('\u00A0', ' ')).matches();
    }

    /** Whether it is what a device adds to each message. */
    static boolean isDevice(String text) {
        return text.length() <= 200 && DEVICE.matcher(text.strip()).matches();
    }

    static boolean endsWithColon(String text) {
        return text.endsWith(":") || text.endsWith("：");
    }

    /**
     * Whether it can be nothing but "then and then somebody wrote:", so that what follows is theirs even without signs of
     * quotation.
     *
     * @param whole it is one line, not joined of several
     */
    static boolean isAttribution(String text, boolean whole) {
        if (!endsWithColon(text) || !DATE.matcher(text).find()) {
            return false;
        }
        boolean joined = WROTE_JOINED.matcher(text).find();
        boolean begins = begins(text);
        boolean timed = joined || TIME.matcher(text).find();
        if (begins && timed && ENDS_IN_ADDRESS.matcher(text).find()) {
            return true;
        }
        boolean shaped = begins
                || AUTHOR_WROTE.matcher(text).find()
                || whole && WROTE_AT_END.matcher(text).find();
        return shaped
                && (joined || WROTE.matcher(text).find())
                && (timed || ADDRESS.matcher(text).find());
    }

    /** Whether it may be such a line: enough where signs of quotation follow at once. */
    static boolean mayBeAttribution(String text) {
        boolean dated = begins(text) && DATE.matcher(text).find();
        if (text.endsWith(">")) {
            return dated && ADDRESS.matcher(text).find();
        }
        return endsWithColon(text)
                && (dated
                        || AUTHOR_WROTE.matcher(text).find()
                        || WROTE_AT_END.matcher(text).find()
                        || ENDS_IN_ADDRESS.matcher(text).find());
    }

    /** Whether it may be the first of several lines that say who wrote. */
    static boolean mayContinue(String text) {
        return begins(text) && DATE.matcher(text).find()
                || AUTHOR_WROTE.matcher(text).find();
    }

    /** Whether it begins as lines do that say when somebody wrote. */
    private static boolean begins(String text) {
        return !text.isEmpty()
                && (Character.isDigit(text.codePointAt(0)) || LEAD.matcher(text).find());
    }
}
