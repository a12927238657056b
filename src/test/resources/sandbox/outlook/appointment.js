import { el, say, longDate } from "./dom.js";
import { OrganizedItem, AttendedItem } from "./host/appointment.js";
import { Editor } from "./host/editor.js";

const HOUR = 3600000;
const local = (time) => new Date(time - new Date(time).getTimezoneOffset() * 60000).toISOString().slice(0, 16);

// The two forms of a meeting: the organiser's, and the attendee's of a meeting request. The sandbox's Graph has no calendar
// yet, so that what is written here is not kept; add-ins work on it as ever.
export class Appointments {
  constructor(place, desk, hooks) {
    this.place = place;
    this.desk = desk;
    this.hooks = hooks;
    this.item = null;
  }

  get ready() {
    return this.item !== null && this.desk.item === this.item;
  }

  open(surface, given) {
    if (surface === "organizer") {
      this.organise(given);
    } else {
      this.attend(given);
    }
  }

  close() {
    if (this.item) {
      this.item = null;
      this.place.replaceChildren();
      this.hooks.done();
    }
  }

  frame(title, tools, ...content) {
    this.notices = el("div", { class: "notices" });
    this.place.replaceChildren(
      el(
        "form",
        { class: "compose", "aria-label": title, onsubmit: (event) => event.preventDefault(), onkeydown: (event) => event.key === "Escape" && this.close() },
        el("div", { class: "tools", role: "toolbar", "aria-label": "Meeting" }, ...tools),
        el("h2", { class: "unseen" }, title),
        el("div", { class: "sheet writing" }, this.notices, ...content),
      ),
    );
  }

  async organise(given) {
    const start = given.start ?? Math.ceil(Date.now() / HOUR) * HOUR;
    const editor = new Editor("Description", () => undefined, (event) => event.key === "Escape" && this.close());
    const item = new OrganizedItem(editor, { ...given, start, end: given.end ?? start + HOUR }, (what, data) => this.heard(item, what, data));
    this.item = item;
    this.fields = {};
    const field = (name, label, attributes = {}) =>
      el("div", { class: "field" }, el("label", { for: `event-${name}` }, label), (this.fields[name] = el("input", { id: `event-${name}`, autocomplete: "off", onchange: () => this.typed(name), ...attributes })));
    this.frame(
      "New event",
      [
        el("button", { class: "button main", onclick: () => say("The sandbox keeps no calendar yet: this event cannot be saved") }, "Save"),
        el("button", { class: "tool", onclick: () => this.close() }, "Discard"),
        ...this.desk.ribbon("organizer"),
      ],
      el("p", { class: "note" }, "The sandbox keeps no calendar yet: this form is for add-ins to work on, and is not saved."),
      field("subject", "Title", { maxlength: 255 }),
      field("to", "Required"),
      field("cc", "Optional"),
      field("start", "Start", { type: "datetime-local" }),
      field("end", "End", { type: "datetime-local" }),
      field("location", "Location", { maxlength: 255 }),
      editor.frame,
    );
    await editor.ready;
    if (given.body) {
      editor.set(given.body, "text");
    }
    this.draw();
    this.desk.notices.show(item, this.notices);
    this.desk.turn("organizer", item);
    this.fields.subject.focus();
    this.desk.event("OnNewAppointmentOrganizer", item);
  }

  attend(message) {
    const item = new AttendedItem(message);
    this.item = item;
    const line = (label, text) => el("div", { class: "field" }, el("span", { class: "soft" }, label), el("span", { dir: "auto" }, text || "–"));
    this.frame(
      "Meeting",
      [el("button", { class: "tool", onclick: () => this.close() }, "Close"), ...this.desk.ribbon("attendee")],
      el("h3", { dir: "auto" }, message.subject || "(no subject)"),
      line("Organizer ", item.organizer()?.name),
      line("When ", item.start ? `${longDate(item.start)} – ${longDate(item.end)}` : ""),
      line("Where ", item.place),
    );
    this.desk.notices.show(item, this.notices);
    this.desk.turn("attendee", item);
  }

  typed(name) {
    const { value } = this.fields[name];
    if (name === "start" || name === "end") {
      this.item.setTime(name, new Date(value).getTime());
    } else if (name === "to" || name === "cc") {
      this.item.setRecipients(name, value.split(";").map((one) => one.trim()).filter(Boolean));
    } else if (name === "location") {
      this.item.setLocation(value);
    } else {
      this.item.subject = value;
    }
  }

  heard(item, what, data) {
    if (this.item !== item) {
      return;
    }
    this.draw();
    const event = { recipients: "olkRecipientsChanged", time: "olkAppointmentTimeChanged", recurrence: "olkRecurrenceChanged", locations: "olkEnhancedLocationsChanged" }[what];
    if (event) {
      this.desk.changed(event, data);
    }
  }

  draw() {
    const { item, fields } = this;
    fields.subject.value = item.subject;
    fields.to.value = item.to.map(({ address }) => address).join("; ");
    fields.cc.value = item.cc.map(({ address }) => address).join("; ");
    fields.start.value = local(item.start);
    fields.end.value = local(item.end);
    fields.location.value = item.place;
  }
}
