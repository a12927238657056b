package app.tandem.settings;

import java.util.List;

/** Domains where anybody may have an address, so that the domain says nothing about a company (sync B-5). */
final class FreeMail {

    static final List<String> DOMAINS = List.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "hotmail.co.uk",
            "hotmail.fr",
            "hotmail.de",
            "live.com",
            "msn.com",
            "yahoo.com",
            "yahoo.co.uk",
            "yahoo.co.jp",
            "yahoo.fr",
            "yahoo.de",
            "ymail.com",
            "aol.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "proton.me",
            "protonmail.com",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "gmx.at",
            "gmx.ch",
            "web.de",
            "t-online.de",
            "freenet.de",
            "mail.com",
            "mail.ru",
            "yandex.ru",
            "yandex.com",
            "qq.com",
            "163.com",
            "126.com",
            "orange.fr",
            "free.fr",
            "laposte.net",
            "libero.it",
            "seznam.cz",
            "wp.pl",
            "zoho.com",
            "fastmail.com",
            "comcast.net",
            "btinternet.com",
            "uol.com.br",
            "bol.com.br");

    private FreeMail() {}
}
