package app.tandem.manifest;

import app.tandem.platform.xml.SafeXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Our own statement of what makes a manifest acceptable. It holds in production, where no schema is at hand; what a schema
 * says about order and types is proved of the template when the project is built.
 */
final class ManifestRules {

    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_ID = 32;
    private static final int LONGEST_SHORT = 125;
    private static final int LONGEST_LONG = 250;

    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,5}){0,3}");
    private static final Pattern HIGHEST_SET = Pattern.compile("1(\\.[0-5])?");
    private static final String HTTPS = "https://[A-Za-z0-9.-]+(:\\d{1,5})?";
    private static final String LOOPBACK = "|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?";

    private final Pattern origin;
    private final Pattern onlyOrigin;
    private final List<Finding> findings = new ArrayList<>();

    private ManifestRules(Transport transport) {
        String accepted = transport == Transport.HTTPS ? HTTPS : HTTPS + LOOPBACK;
        origin = Pattern.compile("(" + accepted + ")(?=[/?#]|$).*");
        onlyOrigin = Pattern.compile(accepted);
    }

    /** Which addresses are accepted. */
    enum Transport {
        /** What Outlook takes. */
        HTTPS,
        /** Also plain http on the own machine: a demonstration, which only an emulated Outlook takes. */
        HTTPS_OR_LOOPBACK
    }

    /** What is wrong with it; nothing when it may be served. */
    static List<Finding> findings(byte[] manifest, Transport transport) {
        ManifestRules rules = new ManifestRules(transport);
        if (manifest.length > LARGEST) {
            rules.add(Rule.FILE_SIZE, "OfficeApp", manifest.length + " bytes");
        }
        rules.parse(manifest).map(Document::getDocumentElement).ifPresent(rules::check);
        return List.copyOf(rules.findings);
    }

    private Optional<Document> parse(byte[] manifest) {
        try {
            DocumentBuilder parser = SafeXml.documents();
            parser.setErrorHandler(new DefaultHandler());
            return Optional.of(parser.parse(new ByteArrayInputStream(manifest)));
        } catch (SAXException e) {
            add(Rule.WELL_FORMED, "OfficeApp", String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private void check(Element root) {
        identity(root);
        Xml.all(root).forEach(this::values);
        domains(root);
        List<Element> overrides = Xml.all(root, "VersionOverrides");
        overrides.forEach(each -> new OverridesRules(each, this::add).check());
        Set<String> kinds = overrides.stream().map(Xml::type).collect(Collectors.toSet());
        if (!kinds.equals(Set.of("VersionOverridesV1_0", "VersionOverridesV1_1"))) {
            add(Rule.OVERRIDES, "OfficeApp", "VersionOverrides are " + kinds);
        }
    }

    private void identity(Element root) {
        matches(Rule.ID, GUID, Xml.children(root, "Id"));
        matches(Rule.VERSION, VERSION, Xml.children(root, "Version"));
        // Wherever it stands: an override that asks for more loses all its commands on a server that has less.
        Xml.all(root, "Set", "Sets")
                .forEach(set -> Stream.of("MinVersion", "DefaultMinVersion")
                        .filter(set::hasAttribute)
                        .filter(name ->
                                !HIGHEST_SET.matcher(set.getAttribute(name)).matches())
                        .forEach(name -> add(Rule.REQUIREMENT, Xml.place(set), "Mailbox " + set.getAttribute(name))));
    }

    private void matches(Rule rule, Pattern pattern, List<Element> elements) {
        if (elements.size() != 1) {
            add(rule, "OfficeApp", "stands there " + elements.size() + " times");
        }
        elements.stream()
                .filter(each -> !pattern.matcher(Xml.text(each)).matches())
                .forEach(each -> add(rule, Xml.place(each), Xml.text(each)));
    }

    private void values(Element element) {
        for (String name : List.of("DefaultValue", "Value")) {
            if (element.hasAttribute(name)) {
                String value = element.getAttribute(name);
                boolean address = isAddress(element);
                length(element, value, address ? LONGEST_URL : longest(element));
                if ((address || value.startsWith("http:"))
                        && !origin.matcher(value).matches()) {
                    add(Rule.HTTPS, Xml.place(element), value);
                }
                if (isPicture(element) && !value.matches("(?i)[^?#]*\\.png([?#].*)?")) {
                    add(Rule.ICON_TYPE, Xml.place(element), value);
                }
            }
        }
        Stream.of("id", "resid")
                .map(element::getAttribute)
                .filter(id -> id.length() > LONGEST_ID)
                .forEach(id -> add(Rule.LENGTH, Xml.place(element), id));
    }

    private void length(Element element, String value, int longest) {
        if (value.length() > longest) {
            add(Rule.LENGTH, Xml.place(element), value.length() + " of at most " + longest + " characters");
        }
    }

    /** Overrides of a locale are what their parent is. */
    private static Element carrier(Element element) {
        return Xml.name(element).equals("Override") && element.getParentNode() instanceof Element parent
                ? parent
                : element;
    }

    private static boolean isAddress(Element element) {
        return Set.of("Url", "Image", "IconUrl", "HighResolutionIconUrl", "SupportUrl", "SourceLocation")
                .contains(Xml.name(carrier(element)));
    }

    private static boolean isPicture(Element element) {
        return Set.of("Image", "IconUrl", "HighResolutionIconUrl").contains(Xml.name(carrier(element)));
    }

    private static int longest(Element element) {
        Element carrier = carrier(element);
        boolean brief = Xml.name(carrier).equals("DisplayName")
                || carrier.getParentNode() instanceof Element parent
                        && Xml.name(parent).equals("ShortStrings");
        return brief ? LONGEST_SHORT : LONGEST_LONG;
    }

    private void domains(Element root) {
        List<Element> domains = Xml.all(root, "AppDomain");
        domains.stream()
                .filter(domain -> !onlyOrigin.matcher(Xml.text(domain)).matches())
                .forEach(domain -> add(Rule.APP_DOMAIN, Xml.place(domain), Xml.text(domain)));
        Set<String> known = Stream.concat(
                        domains.stream().map(Xml::text),
                        Xml.all(root, "SourceLocation").stream()
                                .map(form -> originOf(form.getAttribute("DefaultValue"))))
                .filter(found -> !found.isEmpty())
                .collect(Collectors.toSet());
        Xml.all(root, "Url").stream()
                .filter(url -> !known.contains(originOf(url.getAttribute("DefaultValue"))))
                .forEach(url -> add(Rule.ORIGIN, Xml.place(url), url.getAttribute("DefaultValue")));
    }

    private String originOf(String address) {
        var match = origin.matcher(address);
        return match.matches() ? Objects.requireNonNull(match.group(1)) : "";
    }

    private void add(Rule rule, String where, String what) {
        findings.add(new Finding(rule, where, what));
    }
}
