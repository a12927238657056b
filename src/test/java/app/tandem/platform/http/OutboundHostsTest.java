package app.tandem.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No address from outside leads anywhere but to the platforms and what the operator named (reliability 2.6, SSRF). */
class OutboundHostsTest {

    private final OutboundHosts hosts = OutboundHosts.of(
            Set.of("localhost:8093"), List.of(".salesforce.contoso.example", "graph.contoso.example:8443"));

    @Test
    void thePlatformsAndTheNamedHostsAreAllowed() {
        for (String good : List.of(
                "https://login.salesforce.com/services/oauth2/token",
                "https://name--full.sandbox.my.salesforce.com/services/Soap/u/65.0",
                "https://site.my.site.com/path",
                "https://graph.microsoft.com/v1.0/me?$skiptoken=x",
                "https://login.microsoftonline.com/common",
                "https://LOGIN.SALESFORCE.COM/",
                "http://localhost:8093/services",
                "https://a.salesforce.contoso.example/",
                "https://graph.contoso.example:8443/v1.0")) {
            assertThat(hosts.allows(URI.create(good))).as(good).isTrue();
        }
    }

    @Test
    void hostileAddressesAreRefused() {
        List<String> hostile = new ArrayList<>(List.of(
                "https://user@login.salesforce.com/",
                "https://user:secret@graph.microsoft.com/",
                "https://login.salesforce.com@evil.example/",
                "https://login.salesforce.com.evil.example/",
                "https://evilsalesforce.com/",
                "https://salesforce.com.evil.example/",
                "https://.salesforce.com/",
                "https://graph.microsoft.com:8443/",
                "https://login.salesforce.com:22/",
                "http://login.salesforce.com/",
                "ftp://login.salesforce.com/",
                "file:///etc/passwd",
                "http://localhost:8094/",
                "http://localhost/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://169.254.169.254/latest/meta-data",
                "https://graph.contoso.example/",
                "https://x.graph.microsoft.com/",
                "https:login.salesforce.com",
                "//login.salesforce.com/",
                "/relative"));
        for (int i = 0; i < 256; i += 2) {
            hostile.add("https://10.0." + i + "." + (255 - i) + "/");
        }
        for (char c = 'a'; c <= 'z'; c++) {
            hostile.add("https://" + c + "-salesforce.com/");
            hostile.add("https://login.salesforce.com." + c + c + "/");
        }
        for (String bad : hostile) {
            assertThat(hosts.allows(URI.create(bad))).as(bad).isFalse();
        }
        assertThat(hostile).hasSizeGreaterThan(200);
    }

    @Test
    void aRefusalNamesTheHostOnly() {
        assertThatThrownBy(() -> hosts.check(URI.create("https://evil.example/path?token=secret")))
                .hasMessage("host not allowed: evil.example");
    }

    /** */
    @Test
    void aTypedMyDomainBecomesALoginAddress() {
        assertThat(hosts.salesforceLogin(" name.my.salesforce.com ")).hasToString("https://name.my.salesforce.com");
        assertThat(hosts.salesforceLogin("https://site.my.site.com/customers/"))
                .hasToString("https://site.my.site.com/customers");
        for (String bad : List.of(
                "",
                "name",
                "login.microsoftonline.com",
                "evil.example",
                "a b",
                "name.my.salesforce.com?x=1",
                "x@my.salesforce.com")) {
            assertThat(hosts.salesforceLogin(bad)).as(bad).isNull();
        }
    }
}
