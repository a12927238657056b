package app.tandem.manifest;

import static app.tandem.manifest.ManifestNode.header;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.TenantId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is found at the addresses an administrator and Outlook are given (admin ). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestPagesTest {

    private static final Pattern ICON = Pattern.compile("https://tandem\\.example\\.com(/office/icons/[^\"]+)");

    private ManifestNode node;
    private TenantId tenant;

    @BeforeAll
    void starts() {
        node = new ManifestNode("https://tandem.example.com", "Test");
        tenant = node.tenant();
    }

    @AfterAll
    void stops() {
        node.close();
    }

    @Test
    void theManifestIsAFileThatAnybodyMayFetch() throws Exception {
        HttpResponse<String> answer = node.get(path("/tandem.xml"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/xml;charset=UTF-8");
        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"tandem.xml\"");
        assertThat(header(answer, "Set-Cookie")).isEmpty();
        assertThat(answer.body())
                .isEqualTo(node.manifest(tenant).xml())
                .contains("DisplayName DefaultValue=\"Tandem (Test)\"", "https://tandem.example.com/pane/?mode=read");
        assertThat(node.get(path("/tandem.xml"), "If-None-Match", header(answer, "ETag"))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void everyIconOfItIsAPictureThatMayBeKept() throws Exception {
        List<String> icons = ICON.matcher(node.manifest(tenant).xml())
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
        assertThat(icons).hasSize(17);
        for (String icon : icons) {
            HttpResponse<String> answer = node.get(icon);
            assertThat(answer.statusCode()).as(icon).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
            assertThat(answer.headers().allValues("Cache-Control"))
                    .containsExactly("max-age=31536000, public, immutable");
            assertThat(answer.headers().map()).doesNotContainKeys("pragma", "expires", "set-cookie");
        }
    }

    @Test
    void anIconOfAnOlderManifestStillLeadsToAPicture() throws Exception {
        HttpResponse<String> answer = node.get("/office/icons/tandem-16.0000000000.png");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=86400, public");
        for (String nothing : List.of("nothing-16.0000000000.png", "tandem-16", "tandem.svg", "..%2Ftandem.xml")) {
            assertThat(node.get("/office/icons/" + nothing).statusCode())
                    .as(nothing)
                    .isIn(400, 404);
        }
    }

    @Test
    void aWrongTenantIsToldSo() throws Exception {
        for (String wrong : List.of("nobody", "0192f0aa-7c11-7d2e-9a55-3c7a1c1f0b01")) {
            for (String page : List.of("", "/", "/tandem.xml")) {
                HttpResponse<String> answer = node.get("/manifest/" + wrong + page, "Accept", "text/html");
                assertThat(answer.statusCode()).as(wrong + page).isEqualTo(404);
                assertThat(answer.body()).contains("The address is wrong or out of date");
            }
        }
    }

    @Test
    void thePageGivesTheAddressInBothSlashFormsAndNothingPersonal() throws Exception {
        String page = node.get(path("")).body();
        assertThat(page)
                .isEqualTo(node.get(path("/")).body())
                .contains(
                        "value=\"https://tandem.example.com" + path("/tandem.xml") + "\"",
                        "Integrated apps",
                        "Make this add-in available to users",
                        "Up to 24 hours",
                        "1.0.0.")
                .doesNotContain("For a demonstration only", "login.salesforce.com", "Signed in as");
        assertThat(header(node.get(path("")), "Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @Test
    void aDemonstrationSaysThatOutlookTakesNoPlainHttp() throws Exception {
        try (ManifestNode local = new ManifestNode("http://localhost:8080", "")) {
            String page = local.get("/manifest/" + local.tenant().value()).body();
            assertThat(page).contains("For a demonstration only");
        }
    }

    /** Outlook knows no origin without a name: better no manifest than one that fails there, hours later. */
    @Test
    void whatOutlookWouldRefuseIsNotServedAndSaysWhy() throws Exception {
        try (ManifestNode unnamed = new ManifestNode("https://[2001:db8::1]", "")) {
            String home = "/manifest/" + unnamed.tenant().value();
            for (String page : List.of("", "/tandem.xml")) {
                HttpResponse<String> answer = unnamed.get(home + page);
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(header(answer, "Content-Type")).startsWith("text/plain");
                assertThat(answer.body())
                        .startsWith("There is no manifest to deploy")
                        .contains("APP_DOMAIN at AppDomain: https://[2001:db8::1]");
            }
        }
    }

    private String path(String rest) {
        return URI.create("/manifest/" + tenant.value()) + rest;
    }
}
