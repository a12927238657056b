// The items under a pane beside a meeting: the one that is organised, and the one somebody was invited to.
import { me } from "../dom.js";
import { TYPES, person, toOutlook, plain, normalized } from "./facts.js";
import { Session } from "./session.js";
import { Refusal } from "./steering.js";

const NOT_SAVED = 9046;
const END_BEFORE_START = 9010;

export class OrganizedItem {
  constructor(editor, { subject, start, end, location, requiredAttendees, optionalAttendees }, heard) {
    this.surface = "organizer";
    this.key = "event-" + crypto.randomUUID();
    this.editor = editor;
    this.heard = heard;
    this.subject = subject ?? "";
    this.start = start;
    this.end = end;
    this.place = location ?? "";
    this.to = (requiredAttendees ?? []).map(one);
    this.cc = (optionalAttendees ?? []).map(one);
    this.rooms = [];
    this.series = null;
    this.wholeDay = false;
    this.custom = new Map();
    this.session = new Session();
  }

  data(level) {
    return { ...person(level), itemType: TYPES.ORGANIZER };
  }

  from() {
    return { name: me.name, address: me.mail };
  }

  recipients(field) {
    return this[field];
  }

  setRecipients(field, list) {
    this[field] = list.map(one);
    this.heard("recipients", { requiredAttendees: field === "to", optionalAttendees: field === "cc" });
  }

  setSubject(subject) {
    this.subject = subject;
    this.heard("subject");
  }

  time(which) {
    return this[which];
  }

  // A new start moves the end along, as in Outlook.
  setTime(which, time) {
    if (which === "end" && time < this.start) {
      throw new Refusal(END_BEFORE_START);
    }
    const length = this.end - this.start;
    this[which] = time;
    if (which === "start") {
      this.end = time + length;
    }
    this.heard("time", { start: this.start, end: this.end });
  }

  location() {
    return this.place;
  }

  setLocation(place) {
    this.place = place;
    this.heard("location");
  }

  locations() {
    return this.rooms;
  }

  addLocations(more) {
    this.rooms = [...this.rooms, ...more];
    this.heard("locations", { enhancedLocations: this.rooms });
  }

  removeLocations(gone) {
    this.rooms = this.rooms.filter((room) => !gone.some((other) => (other.locationIdentifier ?? other).id === room.locationIdentifier?.id));
    this.heard("locations", { enhancedLocations: this.rooms });
  }

  recurrence() {
    return this.series;
  }

  setRecurrence(series) {
    this.series = series;
    this.heard("recurrence", { recurrence: series });
  }

  allDay() {
    return this.wholeDay;
  }

  setAllDay(is) {
    this.wholeDay = is;
  }

  bodyType() {
    return "html";
  }

  body(type) {
    return type === "html" ? this.editor.html() : this.editor.text();
  }

  setBody(content, type) {
    this.editor.set(content, type);
  }

  prepend(content, type) {
    this.editor.prepend(content, type);
  }

  insert(content, type) {
    this.editor.insert(content, type);
  }

  selection(type) {
    return { data: this.editor.selection(type), startPosition: 0, endPosition: 0, sourceProperty: "body" };
  }

  attachmentDetails() {
    return [];
  }

  categories() {
    return [];
  }

  customProperties(addIn) {
    return this.custom.get(addIn) ?? {};
  }

  saveCustomProperties(addIn, values) {
    this.custom.set(addIn, values);
  }

  // The mailbox has no calendar to save it in.
  save() {
    throw new Refusal(9021, "The sandbox keeps no calendar yet.");
  }

  itemId() {
    throw new Refusal(NOT_SAVED);
  }
}

export class AttendedItem {
  constructor(message) {
    this.surface = "attendee";
    this.key = "meeting-" + message.id;
    this.message = message;
    this.start = moment(message.startDateTime);
    this.end = moment(message.endDateTime);
    this.place = message.location?.displayName ?? "";
    this.custom = new Map();
  }

  organizer() {
    return toOutlook(this.message.from);
  }

  // The calendar holds no event to name, so the item has no id of its own.
  data(level) {
    const { message } = this;
    return {
      ...person(level),
      itemType: TYPES.APPOINTMENT,
      itemClass: "IPM.Appointment",
      subject: message.subject ?? "",
      normalizedSubject: normalized(message.subject ?? ""),
      organizer: this.organizer() ?? undefined,
      to: (message.toRecipients ?? []).map(toOutlook),
      cc: (message.ccRecipients ?? []).map(toOutlook),
      start: this.start,
      end: this.end,
      location: this.place,
      seriesId: null,
      recurrence: null,
      attachments: [],
      dateTimeCreated: new Date(message.createdDateTime).getTime(),
      dateTimeModified: new Date(message.lastModifiedDateTime).getTime(),
    };
  }

  bodyType() {
    return this.message.body.contentType;
  }

  body(type) {
    const { content, contentType } = this.message.body;
    return type === contentType || type === "html" ? content : plain(content);
  }

  recurrence() {
    return null;
  }

  locations() {
    return [];
  }

  categories() {
    return [];
  }

  customProperties(addIn) {
    return this.custom.get(addIn) ?? {};
  }

  saveCustomProperties(addIn, values) {
    this.custom.set(addIn, values);
  }
}

const one = (who) => (typeof who === "string" ? { name: who, address: who } : { name: who.name ?? who.displayName ?? who.address, address: who.address ?? who.emailAddress });
const moment = (value) => (value ? new Date(`${value.dateTime.replace(/\.\d+$/, "")}Z`).getTime() : undefined);
