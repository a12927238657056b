package app.tandem.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.manifest.ManifestRules.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is served keeps every rule, and each rule sees the violation that is planted for it (office notes 1.1 to 1.6). */
class ManifestRulesTest {

    private static final String GOOD =
            Rendered.manifest("https://tandem.example.com", "Test").xml();

    private record Planted(Rule rule, String how, UnaryOperator<String> change) {}

    private final List<Planted> planted = new ArrayList<>();

    ManifestRulesTest() {
        theFile();
        addresses();
        resources();
        commands();
        events();
    }

    @Test
    void whatIsServedKeepsEveryRule() {
        for (String url : List.of("https://tandem.example.com", "https://a.b-c.example:8443/")) {
            Manifest manifest = Rendered.manifest(url, "");
            System.out.printf("rules: %s at %s: %s%n", manifest.id(), url, findings(manifest.xml()));
            assertThat(findings(manifest.xml())).isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyPlantedViolationIsSeen() {
        return planted.stream()
                .map(one -> DynamicTest.dynamicTest(one.rule() + ": " + one.how(), () -> {
                    String changed = one.change().apply(GOOD);
                    assertThat(changed).as("the violation is planted").isNotEqualTo(GOOD);
                    List<Finding> findings = findings(changed);
                    System.out.println("planted " + one.rule() + ", " + one.how() + " -> " + findings);
                    assertThat(findings).extracting(Finding::rule).contains(one.rule());
                }));
    }

    @Test
    void everyRuleHasAPlantedViolation() {
        Set<Rule> seen = planted.stream().map(Planted::rule).collect(Collectors.toSet());
        assertThat(seen).isEqualTo(EnumSet.allOf(Rule.class));
    }

    /** A demonstration on the own machine is the only exception, and only where the installation itself is one. */
    @Test
    void plainHttpIsAcceptedOnTheOwnMachineAlone() {
        String local = Rendered.manifest("http://localhost:8080", "").xml();
        assertThat(findings(local)).extracting(Finding::rule).contains(Rule.HTTPS, Rule.APP_DOMAIN);
        assertThat(Rendered.manifest("http://[::1]:8080", "").xml()).contains("<AppDomain>http://[::1]:8080<");
        byte[] abroad = local.replace("http://localhost:8080", "http://tandem.example.com")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(ManifestRules.findings(abroad, Transport.HTTPS_OR_LOOPBACK))
                .extracting(Finding::rule)
                .contains(Rule.HTTPS, Rule.APP_DOMAIN);
    }

    private void theFile() {
        plant(Rule.WELL_FORMED, "a tag is not closed", xml -> xml.replace("</OfficeApp>", ""));
        plant(Rule.WELL_FORMED, "a document type", xml -> xml.replace("<OfficeApp", "<!DOCTYPE a><OfficeApp"));
        plant(Rule.FILE_SIZE, "too much", xml -> xml + "<!--" + "x".repeat(256 * 1024) + "-->");
        swap(Rule.ID, "no GUID", "<Id>[^<]+", "<Id>tandem");
        swap(Rule.ID, "no id", "<Id>[^<]+</Id>", "");
        swap(Rule.VERSION, "six digits", "<Version>[^<]+", "<Version>1.0.0.123456");
        swap(Rule.VERSION, "five parts", "<Version>[^<]+", "<Version>1.0.0.1.1");
        swap(Rule.LENGTH, "a long name", "DisplayName DefaultValue=\"", "$0" + "x".repeat(125));
        swap(Rule.LENGTH, "a long description", "Description DefaultValue=\"", "$0" + "x".repeat(250));
        swap(Rule.LENGTH, "a long label", "id=\"Open.Label\" DefaultValue=\"", "$0" + "x".repeat(125));
        swap(Rule.LENGTH, "a long German tip", "Locale=\"de-DE\" Value=\"Zeigt", "$0" + "x".repeat(250));
        swap(Rule.LENGTH, "a long address", "pane/\\?mode=read", "$0" + "x".repeat(2048));
        swap(Rule.LENGTH, "a long id", "\"Open\\.Label\"", "\"Open.Label" + "x".repeat(32) + "\"");
        swap(Rule.REQUIREMENT, "for all sets", "DefaultMinVersion=\"1.5\"", "DefaultMinVersion=\"1.8\"");
        swap(Rule.REQUIREMENT, "for one set", "<Set Name=\"Mailbox\"", "$0 MinVersion=\"1.13\"");
        swap(Rule.OVERRIDES, "no 1.1", "(?s)<VersionOverrides [^>]*/1\\.1\".*?</VersionOverrides>", "");
    }

    private void addresses() {
        swap(Rule.HTTPS, "a page", "https(://[^\"]+/pane)", "http$1");
        swap(Rule.HTTPS, "an icon", "(IconUrl DefaultValue=\")https", "$1http");
        swap(
                Rule.HTTPS,
                "a German page",
                "(\"Pane.Read\" DefaultValue=\"[^\"]+\")/>",
                override("http://tandem.example.com"));
        swap(Rule.HTTPS, "no host", "https://tandem.example.com/connect", "/connect");
        swap(Rule.HTTPS, "a user before the host", "https://(tandem.example.com/connect)", "https://a@$1");
        swap(Rule.ICON_TYPE, "SVG", "(Open\\.16\" [^>]+)\\.png", "$1.svg");
        swap(Rule.ICON_TYPE, "ICO", "(<IconUrl [^>]+)\\.png", "$1.ico");
        swap(Rule.APP_DOMAIN, "with a path", "</AppDomain>", "/pane$0");
        swap(Rule.APP_DOMAIN, "with a slash at its end", "</AppDomain>", "/$0");
        swap(Rule.APP_DOMAIN, "with a wildcard", "<AppDomain>[^<]+", "<AppDomain>https://*.example.com");
        swap(Rule.ORIGIN, "a command elsewhere", "\"Commands.Page\" DefaultValue=\"https://", "$0other.");
    }

    private static String override(String address) {
        return "$1><bt:Override Locale=\"de-DE\" Value=\"" + address + "/pane\"/></bt:Url>";
    }

    private void resources() {
        swap(
                Rule.RESOURCE_TWICE,
                "a label",
                "<bt:ShortStrings>",
                "$0<bt:String id=\"Open.Label\" DefaultValue=\"x\"/>");
        swap(
                Rule.RESOURCE_TWICE,
                "a page",
                "<bt:Urls>",
                "$0<bt:Url id=\"Pane.Read\" DefaultValue=\"https://tandem.example.com\"/>");
        swap(Rule.RESOURCE_MISSING, "a label", "<Label resid=\"Open.Label\"", "<Label resid=\"No.Label\"");
        swap(
                Rule.RESOURCE_MISSING,
                "a page that is a text",
                "<SourceLocation resid=\"Pane.Read\"",
                "<SourceLocation resid=\"Open.Tip\"");
        swap(Rule.RESOURCE_MISSING, "a picture", "(size=\"16\" resid=\")Open.16", "$1Open.17");
        swap(Rule.RESOURCE_MISSING, "the commands' page", "<FunctionFile resid=\"", "$0No.");
    }

    private void commands() {
        swap(Rule.ID_TWICE, "controls", "id=\"ReadSave\"", "id=\"ReadOpen\"");
        swap(Rule.ID_TWICE, "groups", "id=\"ComposeGroup\"", "id=\"ReadGroup\"");
        swap(Rule.ICON_SIZES, "no 80", "<bt:Image size=\"80\" resid=\"Save.80\"/>", "");
        swap(Rule.ICON_SIZES, "a phone without its third scale", "<bt:Image size=\"48\" scale=\"3\"[^>]+>", "");
        swap(Rule.TAB, "a tab of its own", "\"TabDefault\"", "\"TandemTab\"");
        swap(Rule.CONTROLS, "seven", "(?s)(<Group id=\"ReadGroup\">.*?)(<Control .*?</Control>)", "$1$2$2$2$2$2$2$2");
        swap(Rule.SURFACE_TWICE, "reading", "\"MessageComposeCommandSurface\"", "\"MessageReadCommandSurface\"");
        swap(
                Rule.PINNING,
                "a meeting",
                "(<SourceLocation resid=\"Pane.Organizer\"/>)",
                "$1<SupportsPinning>true</SupportsPinning>");
    }

    private void events() {
        String event =
                "<ExtensionPoint xsi:type=\"LaunchEvent\"><LaunchEvents><LaunchEvent Type=\"%s\" FunctionName=\"f\"/>"
                        + "</LaunchEvents><SourceLocation resid=\"Commands.Page\"/></ExtensionPoint>$0";
        swap(Rule.EVENT, "one that Outlook does not know", "</DesktopFormFactor>", event.formatted("OnMailSend"));
        swap(Rule.EVENT_RUNTIME, "no run time", "</DesktopFormFactor>", event.formatted("OnMessageSend"));
        plant(
                Rule.EVENT_RUNTIME,
                "another page",
                xml -> xml.replaceFirst("</DesktopFormFactor>", event.formatted("OnMessageSend"))
                        .replaceFirst("<DesktopFormFactor>", "<Runtimes><Runtime resid=\"Pane.Read\"/></Runtimes>$0"));
    }

    private void swap(Rule rule, String how, String pattern, String by) {
        plant(rule, how, xml -> Pattern.compile(pattern).matcher(xml).replaceFirst(by));
    }

    private void plant(Rule rule, String how, UnaryOperator<String> change) {
        planted.add(new Planted(rule, how, change));
    }

    private static List<Finding> findings(String xml) {
        return ManifestRules.findings(xml.getBytes(StandardCharsets.UTF_8), Transport.HTTPS);
    }
}
