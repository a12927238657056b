import { el, who, shortDate, avatar, icon } from "./dom.js";
import { chip } from "./colours.js";

// The message list: one option per message, arrows move and open, Delete deletes, V moves, C categorises, U toggles unread.
export class List {
  constructor(place, actions) {
    this.place = place;
    this.actions = actions;
    this.messages = [];
    this.selected = null;
    this.fresh = new Set();
    place.addEventListener("keydown", (event) => this.keys(event));
  }

  // Messages of the folder that is shown; what was not there before is new and stands out for a while.
  show(messages, { outgoing = false, compare = false } = {}) {
    if (compare) {
      const before = new Set(this.messages.map((message) => message.id));
      messages.filter((message) => !before.has(message.id)).forEach((message) => this.glow(message.id));
    }
    this.messages = messages;
    const print = JSON.stringify([messages, this.selected, [...this.fresh], outgoing]);
    if (print === this.printed) {
      return;
    }
    this.printed = print;
    const focused = this.place.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    this.place.replaceChildren(...messages.map((message) => this.option(message, outgoing)));
    if (!messages.length) {
      this.place.append(el("p", { class: "soft nothing", role: "option", "aria-disabled": "true" }, "Nothing in this folder"));
    }
    const options = this.options();
    if (options.length && !options.some((option) => option.tabIndex === 0)) {
      options[0].tabIndex = 0;
    }
    if (focused) {
      this.focus(focused);
    }
  }

  glow(id) {
    this.fresh.add(id);
    setTimeout(() => this.fresh.delete(id), 8000);
  }

  options() {
    return [...this.place.querySelectorAll("[data-id]")];
  }

  focus(id) {
    const option = this.place.querySelector(`[data-id="${CSS.escape(id)}"]`) ?? this.options()[0];
    option?.focus();
  }

  select(id) {
    this.selected = id;
    for (const option of this.options()) {
      const is = option.dataset.id === id;
      option.setAttribute("aria-selected", String(is));
      option.tabIndex = is ? 0 : -1;
    }
    this.printed = null;
  }

  next(id) {
    const at = this.messages.findIndex((message) => message.id === id);
    return (this.messages[at + 1] ?? this.messages[at - 1])?.id;
  }

  option(message, outgoing) {
    const people = outgoing ? "To: " + (message.toRecipients ?? []).map(who).join("; ") : who(message.from) || "(no sender)";
    const subject = message.subject || "(no subject)";
    const state = [message.isRead ? "" : "Unread", message.hasAttachments ? "has attachments" : "", ...(message.categories ?? []).map((name) => "category " + name)];
    return el(
      "div",
      {
        role: "option",
        class: "message" + (message.isRead ? "" : " unread") + (this.fresh.has(message.id) ? " fresh" : ""),
        "data-id": message.id,
        "aria-selected": String(message.id === this.selected),
        "aria-label": [people, subject, shortDate(message.receivedDateTime), ...state].filter(Boolean).join(", "),
        tabindex: message.id === this.selected ? "0" : "-1",
        draggable: "true",
        onclick: () => this.actions.open(message.id),
        ondragstart: (event) => {
          event.dataTransfer.setData("text/message-id", message.id);
          event.dataTransfer.effectAllowed = "move";
        },
      },
      avatar(outgoing ? who(message.toRecipients?.[0]) : who(message.from)),
      el(
        "div",
        { class: "message-text" },
        el("div", { class: "line" }, el("span", { class: "people", dir: "auto" }, people), message.hasAttachments ? icon("clip", "Has attachments") : null),
        el("div", { class: "line" }, el("span", { class: "subject", dir: "auto" }, subject), el("span", { class: "date" }, shortDate(message.receivedDateTime))),
        el("div", { class: "preview", dir: "auto" }, message.bodyPreview || ""),
        message.categories?.length ? el("div", { class: "chips" }, ...message.categories.map((name) => chip(name))) : null,
      ),
    );
  }

  keys(event) {
    const options = this.options();
    const at = options.indexOf(document.activeElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const id = options[at].dataset.id;
    const go = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
    const act = { Enter: "read", " ": "read", Delete: "remove", v: "move", c: "categorise", u: "toggleRead" }[event.key];
    if (go !== undefined && options[go]) {
      options[go].focus();
      this.actions.open(options[go].dataset.id, { stay: true });
      event.preventDefault();
    } else if (act) {
      event.preventDefault();
      this.actions[act](id, options[at]);
    }
  }
}
