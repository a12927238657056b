package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Reply;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The plain pages of the login servers: one card, usable with the keyboard, light and dark, from 320 pixels on. */
final class Page {

    private static final String STYLE = """
            :root{color-scheme:light dark;--back:#eef1f5;--card:#fff;--text:#1b1f24;--soft:#57606a;--line:#d0d7de;\
            --accent:#0b5cad;--on:#fff;--bad:#a4262c;--bad-back:#fdf1f1;--hover:#f3f6fa}
            @media(prefers-color-scheme:dark){:root{--back:#15181c;--card:#1f242a;--text:#e8ebee;--soft:#a5adb6;\
            --line:#39424c;--accent:#79b8ff;--on:#0d1117;--bad:#ff9c94;--bad-back:#3a2224;--hover:#2a3038}}
            *{box-sizing:border-box}
            body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--back);color:var(--text);\
            font:15px/1.45 "Segoe UI",system-ui,-apple-system,Roboto,"Noto Sans",sans-serif}
            main{width:100%;max-width:440px;background:var(--card);border:1px solid var(--line);border-radius:10px;\
            padding:28px 28px 20px;margin:16px auto}
            @media(max-width:460px){body{place-items:start;background:var(--card)}\
            main{border:0;border-radius:0;margin:0;padding:20px 20px 16px}}
            .brand{display:flex;align-items:center;gap:9px;font-weight:600;font-size:14px;color:var(--soft);margin:0 0 18px}
            .brand i{width:11px;height:22px;border-radius:6px;background:var(--brand);display:block}
            h1{font-size:22px;line-height:1.25;margin:0 0 6px;font-weight:600}
            h2{font-size:15px;margin:18px 0 6px;font-weight:600}
            p{margin:0 0 14px}.soft{color:var(--soft)}.small{font-size:13px}
            .who{overflow-wrap:anywhere;color:var(--soft);margin:0 0 14px}
            .people{list-style:none;margin:12px -10px 6px;padding:0;max-height:52vh;overflow:auto}
            .people button{display:flex;gap:12px;align-items:center;width:100%;border:0;background:none;color:inherit;\
            padding:8px 10px;border-radius:8px;text-align:left;font:inherit;cursor:pointer}
            .people button:hover{background:var(--hover)}
            .people span{min-width:0;overflow-wrap:anywhere}.people small{display:block;color:var(--soft);font-size:13px}
            .face{flex:none;font-style:normal;width:36px;height:36px;border-radius:50%;display:grid;place-items:center;font-size:13px;\
            font-weight:600;border:1px solid var(--line);background:var(--hover);color:var(--text)}
            label{display:block;font-weight:600;margin:0 0 4px}
            input[type=text],input[type=password]{width:100%;font:inherit;padding:9px 10px;border:1px solid #7a8490;\
            border-radius:6px;background:var(--card);color:inherit;margin:0 0 14px}
            input[aria-invalid=true]{border-color:var(--bad)}
            .check{display:flex;gap:9px;align-items:flex-start;font-weight:400;margin:6px 0 14px}
            .check input{margin:4px 0 0}
            .row{display:flex;gap:10px;justify-content:flex-end;flex-wrap:wrap;margin:18px 0 6px}
            .button{font:inherit;font-weight:600;padding:8px 20px;border-radius:6px;border:1px solid #7a8490;\
            background:none;color:inherit;cursor:pointer;text-decoration:none}
            .button:hover{background:var(--hover)}
            .main{background:var(--accent);border-color:var(--accent);color:var(--on)}
            .main:hover{background:var(--accent);filter:brightness(1.08)}
            :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
            a{color:var(--accent)}
            .bad{background:var(--bad-back);color:var(--bad);border-left:3px solid var(--bad);padding:9px 12px;\
            border-radius:4px;margin:0 0 14px;overflow-wrap:anywhere}
            .bad small{display:block;margin-top:6px;font-size:12px}
            .people button:focus-visible{outline-offset:-2px}
            ul.asks{margin:6px 0 12px;padding:0 0 0 20px}ul.asks li{margin:5px 0}
            footer{border-top:1px solid var(--line);margin-top:18px;padding-top:12px;font-size:13px;color:var(--soft)}
            """;

    private final String brand;
    private final String colour;

    /** @param colour of the brand's mark; it carries no text */
    Page(String brand, String colour) {
        this.brand = brand;
        this.colour = colour;
    }

    /** A page with its heading; the body is markup. */
    Reply show(int status, String title, String body) {
        return Reply.html(status, """
                        <!doctype html><html lang="en"><head><meta charset="utf-8">\
                        <meta name="viewport" content="width=device-width,initial-scale=1">\
                        <title>%s</title><style>%s:root{--brand:%s}</style></head><body><main>\
                        <p class="brand"><i aria-hidden="true"></i>%s</p><h1>%s</h1>%s\
                        <footer>This is the sandbox, not the real service. The password of everybody is \
                        <b>sandbox</b>.</footer></main></body></html>
                        """.formatted(text(title), STYLE, colour, text(brand), text(title), body))
                .with("Cache-Control", "no-store");
    }

    /** Text as markup. */
    static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    /** Hidden fields of a form. */
    static String hidden(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(text(field.getKey()), text(field.getValue())))
                .collect(Collectors.joining());
    }

    /** What went wrong, read out at once. */
    static String bad(String message) {
        return bad(message, "");
    }

    /** What went wrong, and what a help desk wants to know of it. */
    static String bad(String message, String detail) {
        String small = detail.isEmpty() ? "" : "<small>" + text(detail) + "</small>";
        return message.isEmpty() ? "" : "<p class=\"bad\" role=\"alert\" id=\"bad\">" + text(message) + small + "</p>";
    }

    /** A list of sentences. */
    static String asks(Collection<String> sentences) {
        return sentences.stream()
                .map(sentence -> "<li>" + text(sentence) + "</li>")
                .collect(Collectors.joining("", "<ul class=\"asks\">", "</ul>"));
    }
}
