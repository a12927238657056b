package app.tandem.acceptance;

/** Mails that the acceptance tests make up. */
final class Mails {

    private Mails() {}

    /** A mail with one small file; its Message-ID and its file are named after the subject. */
    static byte[] withFile(String from, String to, String subject) {
        String id = subject.replace(' ', '-');
        return Wire.utf8("""
                From: <%s>
                To: <%s>
                Subject: %s
                Message-ID: <%s@mails.example>
                Date: Fri, 20 Nov 2026 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=p

                --p
                Content-Type: text/plain; charset=utf-8

                Hello
                --p
                Content-Type: text/plain; name=%s.txt
                Content-Disposition: attachment; filename=%s.txt

                content of %s
                --p--
                """.formatted(from, to, subject, id, id, id, id).replace("\n", "\r\n"));
    }
}
