// An add-in's manifest as Outlook on the web reads it: the newest VersionOverrides, nothing inherited from older ones.
const V11 = "http://schemas.microsoft.com/office/mailappversionoverrides/1.1";
const BASE = "http://schemas.microsoft.com/office/appforoffice/1.1";
const XSI = "http://www.w3.org/2001/XMLSchema-instance";
// How the host writes permissions in an item's data.
const LEVELS = { Restricted: 0, ReadItem: 1, ReadWriteItem: 3, ReadWriteMailbox: 2 };
const SURFACES = {
  MessageReadCommandSurface: "read",
  MessageComposeCommandSurface: "compose",
  AppointmentOrganizerCommandSurface: "organizer",
  AppointmentAttendeeCommandSurface: "attendee",
};

export class Manifest {
  constructor(text, locale) {
    const xml = new DOMParser().parseFromString(text, "text/xml");
    if (xml.querySelector("parsererror") || xml.documentElement.localName !== "OfficeApp") {
      throw new Error("this is no manifest");
    }
    this.locale = locale;
    const root = xml.documentElement;
    this.id = child(root, "Id").textContent.trim();
    this.version = child(root, "Version").textContent.trim();
    this.name = this.text(child(root, "DisplayName"));
    this.permission = LEVELS[child(root, "Permissions")?.textContent.trim()] ?? 0;
    const overrides = xml.getElementsByTagNameNS(V11, "VersionOverrides")[0];
    if (!overrides) {
      throw new Error("it has no VersionOverrides 1.1");
    }
    this.resources = this.read(child(overrides, "Resources"));
    const host = child(child(overrides, "Hosts"), "Host");
    const desktop = child(host, "DesktopFormFactor");
    this.functionFile = this.resource(child(desktop, "FunctionFile"));
    this.runtime = this.resource(find(host, "Runtimes", "Runtime"));
    this.surfaces = {};
    this.events = [];
    for (const point of children(desktop, "ExtensionPoint")) {
      this.extend(point, point.getAttributeNS(XSI, "type"));
    }
    this.domains = this.listed(root);
  }

  extend(point, kind) {
    if (kind === "LaunchEvent") {
      this.events = children(child(point, "LaunchEvents"), "LaunchEvent").map((event) => ({
        type: event.getAttribute("Type"),
        call: event.getAttribute("FunctionName"),
        mode: event.getAttribute("SendMode") ?? "SoftBlock",
      }));
    } else if (SURFACES[kind]) {
      this.surfaces[SURFACES[kind]] = [...point.getElementsByTagNameNS(V11, "Group")].map((group) => ({
        label: this.resource(child(group, "Label")),
        controls: children(group, "Control").map((control) => this.control(control)),
      }));
    }
  }

  control(control) {
    const tip = child(control, "Supertip");
    const one = {
      id: control.getAttribute("id"),
      label: this.resource(child(control, "Label")),
      description: this.resource(tip && child(tip, "Description")),
      icon: this.icon(child(control, "Icon")),
    };
    const items = child(control, "Items");
    return items ? { ...one, menu: children(items, "Item").map((item) => this.control(item)) } : { ...one, ...this.action(child(control, "Action")) };
  }

  action(action) {
    if (action.getAttributeNS(XSI, "type") === "ExecuteFunction") {
      return { call: child(action, "FunctionName").textContent.trim() };
    }
    return { pane: this.resource(child(action, "SourceLocation")), pins: child(action, "SupportsPinning")?.textContent.trim() === "true" };
  }

  icon(icon) {
    const images = icon ? [...icon.children] : [];
    const best = images.find((image) => image.getAttribute("size") === "32") ?? images[0];
    return best ? this.resources.get(best.getAttribute("resid")) : undefined;
  }

  read(resources) {
    const all = new Map();
    for (const group of resources?.children ?? []) {
      for (const one of group.children) {
        all.set(one.getAttribute("id"), this.text(one));
      }
    }
    return all;
  }

  resource(element) {
    return element ? this.resources.get(element.getAttribute("resid")) : undefined;
  }

  // A text or address in the language of the host, else the default.
  text(element) {
    const own = [...element.children].find((child) => child.localName === "Override" && child.getAttribute("Locale")?.toLowerCase() === this.locale.toLowerCase());
    return (own ?? element).getAttribute(own ? "Value" : "DefaultValue");
  }

  // Where the pane and its dialogs may be: the pages' own origins and the AppDomains.
  listed(root) {
    const own = [...this.resources.values()].filter((value) => /^https:/.test(value)).map((value) => new URL(value).origin);
    const named = children(root.getElementsByTagNameNS(BASE, "AppDomains")[0], "AppDomain").map((domain) => domain.textContent.trim());
    return [...new Set([...own, ...named])];
  }
}

const children = (element, name) => (element ? [...element.children].filter((one) => one.localName === name) : []);
const child = (element, name) => children(element, name)[0];
const find = (element, ...path) => path.reduce((one, name) => one && child(one, name), element);
