package app.tandem.manifest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** The rules of one version of the overrides: its commands, and the resources they name. */
final class OverridesRules {

    private static final int MOST_CONTROLS = 6;
    private static final Set<String> RIBBON = Set.of("16", "32", "80");
    private static final Set<String> PHONE =
            Set.of("25x1", "25x2", "25x3", "32x1", "32x2", "32x3", "48x1", "48x2", "48x3");
    private static final Set<String> KINDS = Set.of("Image", "Url", "String");
    private static final Set<String> NAME_URLS =
            Set.of("SourceLocation", "FunctionFile", "Runtime", "Override", "MoreInfoUrl");
    private static final Set<String> PINNABLE = Set.of("MessageReadCommandSurface", "MessageComposeCommandSurface");
    private static final Set<String> EVENTS = Set.of(
            "OnNewMessageCompose",
            "OnNewAppointmentOrganizer",
            "OnMessageAttachmentsChanged",
            "OnAppointmentAttachmentsChanged",
            "OnMessageRecipientsChanged",
            "OnAppointmentAttendeesChanged",
            "OnAppointmentTimeChanged",
            "OnAppointmentRecurrenceChanged",
            "OnInfoBarDismissClicked",
            "OnMessageSend",
            "OnAppointmentSend",
            "OnMessageCompose",
            "OnAppointmentOrganizer",
            "OnMessageFromChanged",
            "OnAppointmentFromChanged",
            "OnSensitivityLabelChanged",
            "OnMessageDecrypt");

    /** Takes what is found. */
    interface Report {
        void add(Rule rule, String where, String what);
    }

    private final List<Element> own;
    private final Report report;
    private final Map<String, Set<String>> resources = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> surfaces = new HashSet<>();

    /** Of these overrides alone: what stands in a newer version inside them is looked at by itself. */
    OverridesRules(Element overrides, Report report) {
        this.own = Xml.without(overrides, "VersionOverrides");
        this.report = report;
    }

    void check() {
        own.forEach(this::resource);
        own.forEach(this::reference);
        own.forEach(this::command);
        Set<String> runtimes = named("Runtime").stream()
                .map(runtime -> runtime.getAttribute("resid"))
                .collect(Collectors.toSet());
        named("ExtensionPoint").forEach(surface -> surface(surface, runtimes));
    }

    private void resource(Element element) {
        String kind = Xml.name(element);
        if (KINDS.contains(kind) && element.hasAttribute("id")) {
            Set<String> known = resources.computeIfAbsent(kind, any -> new HashSet<>());
            if (!known.add(element.getAttribute("id"))) {
                report.add(Rule.RESOURCE_TWICE, Xml.place(element), kind);
            }
        }
    }

    private void reference(Element element) {
        if (!element.hasAttribute("resid")) {
            return;
        }
        String name = Xml.name(element);
        String kind = name.equals("Image") ? "Image" : NAME_URLS.contains(name) ? "Url" : "String";
        if (!resources.getOrDefault(kind, Set.of()).contains(element.getAttribute("resid"))) {
            report.add(Rule.RESOURCE_MISSING, Xml.place(element), "there is no such " + kind);
        }
    }

    private void command(Element element) {
        switch (Xml.name(element)) {
            case "Control", "Item" -> once(element);
            case "Group" -> {
                once(element);
                int controls = Xml.children(element, "Control").size();
                if (controls > MOST_CONTROLS) {
                    report.add(Rule.CONTROLS, Xml.place(element), controls + " controls");
                }
            }
            case "Icon" -> icon(element);
            case "OfficeTab" -> {
                if (!element.getAttribute("id").equals("TabDefault")) {
                    report.add(Rule.TAB, Xml.place(element), "only TabDefault works in Outlook");
                }
            }
            case "LaunchEvent" -> {
                if (!EVENTS.contains(element.getAttribute("Type"))) {
                    report.add(Rule.EVENT, Xml.place(element), "Outlook knows no such event");
                }
            }
            default -> {
                // Says nothing that a rule is about.
            }
        }
    }

    private void once(Element element) {
        if (element.hasAttribute("id") && !ids.add(element.getAttribute("id"))) {
            report.add(Rule.ID_TWICE, Xml.place(element), "another one has this id");
        }
    }

    private void icon(Element icon) {
        boolean phone = Xml.type(icon).contains("Mobile");
        Set<String> missing = new TreeSet<>(phone ? PHONE : RIBBON);
        Xml.children(icon, "Image")
                .forEach(image -> missing.remove(
                        phone
                                ? image.getAttribute("size") + "x" + image.getAttribute("scale")
                                : image.getAttribute("size")));
        if (!missing.isEmpty()) {
            Element owner = icon.getParentNode() instanceof Element parent ? parent : icon;
            report.add(Rule.ICON_SIZES, Xml.place(owner), "missing " + missing);
        }
    }

    private void surface(Element surface, Set<String> runtimes) {
        String kind = Xml.type(surface);
        if (!surfaces.add(kind)) {
            report.add(Rule.SURFACE_TWICE, Xml.place(surface), "described twice");
        }
        if (kind.equals("LaunchEvent")) {
            Set<String> pages = Xml.children(surface, "SourceLocation").stream()
                    .map(page -> page.getAttribute("resid"))
                    .collect(Collectors.toSet());
            if (pages.isEmpty() || !runtimes.containsAll(pages)) {
                report.add(Rule.EVENT_RUNTIME, Xml.place(surface), pages + " is not the page of a Runtime");
            }
        }
        if (!PINNABLE.contains(kind) && !Xml.all(surface, "SupportsPinning").isEmpty()) {
            report.add(Rule.PINNING, Xml.place(surface), "cannot be pinned");
        }
    }

    private List<Element> named(String name) {
        return own.stream().filter(element -> Xml.name(element).equals(name)).toList();
    }
}
