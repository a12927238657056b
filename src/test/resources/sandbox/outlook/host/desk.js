// The add-ins of this mailbox: their buttons in the ribbon, the pane on the right, commands and events without a pane.
import { el, icon, say } from "../dom.js";
import { openMenu } from "../menu.js";
import { Channel } from "./channel.js";
import { execute } from "./calls.js";
import { Manifest } from "./manifest.js";
import { Notices } from "./notices.js";
import { Master } from "./master.js";
import { nested } from "./nested.js";
import * as looks from "./looks.js";
import { claims, completed } from "./steering.js";

const PINS = "outlook.pins";
const AGAIN = 100; // ms until a command is offered again to a page that has not registered it yet
const PATIENCE = 100; // how often

export class Desk {
  // hooks: what add-ins may make this page do (newMessage, reply, openMessage, newAppointment, openAppointment, closeItem, changed)
  constructor(place, hooks) {
    this.place = place;
    this.hooks = hooks;
    this.addIns = [];
    this.open = null;
    this.item = null;
    this.turns = 0;
    this.notices = new Notices();
    this.master = new Master(() => hooks.changed());
    this.runtimes = el("div", { hidden: true });
    document.body.append(this.runtimes);
    looks.onTheme(() => this.themed());
  }

  async load() {
    for (const one of await fetch("addins").then((answer) => answer.json())) {
      try {
        if (one.problem) {
          throw new Error(one.problem);
        }
        this.addIns.push(new Manifest(one.manifest, looks.language()));
      } catch (problem) {
        console.warn(`add-in of ${one.address}: ${problem.message}`);
        say(`An add-in could not be loaded: ${problem.message}`);
      }
    }
  }

  // Another item is in front of the person, or none.
  async turn(surface, item) {
    const turn = ++this.turns;
    this.item = item;
    const { open } = this;
    if (open?.surface === surface && open.pinned && surface === "read") {
      const data = item ? await item.data(open.addIn.permission) : null;
      if (turn === this.turns && this.open === open) {
        open.item = item;
        open.channel.fire("olkItemSelectedChanged", data);
      }
      return;
    }
    this.closePane({ unpin: false });
    const pin = pins()[surface];
    if (item && pin) {
      const [addIn, control] = this.panes(surface).find(([one, button]) => key(one, button) === pin) ?? [];
      if (control) {
        this.openPane(addIn, control, surface);
      }
    }
  }

  panes(surface) {
    return this.addIns.flatMap((addIn) => (addIn.surfaces[surface] ?? []).flatMap((group) => group.controls).filter((control) => control.pane).map((control) => [addIn, control]));
  }

  // The add-ins' part of a ribbon.
  ribbon(surface) {
    const groups = this.addIns.flatMap((addIn) => (addIn.surfaces[surface] ?? []).map((group) => this.group(addIn, group, surface)));
    return groups.length ? groups : [];
  }

  group(addIn, group, surface) {
    return el("div", { class: "addin-group", role: "group", "aria-label": group.label ?? addIn.name }, ...group.controls.map((control) => this.button(addIn, control, surface)));
  }

  button(addIn, control, surface) {
    const press = (event) => {
      if (control.menu) {
        openMenu(event.currentTarget, control.label, control.menu.map((item) => ({ text: item.label, act: () => this.act(addIn, item, surface) })));
      } else {
        this.act(addIn, control, surface);
      }
    };
    return el(
      "button",
      {
        class: "tool addin",
        title: control.description,
        "data-control": control.id,
        "data-pane": control.pane ? key(addIn, control) : undefined,
        "aria-pressed": control.pane ? String(this.showing(addIn, control)) : undefined,
        "aria-haspopup": control.menu ? "menu" : undefined,
        "aria-expanded": control.menu ? "false" : undefined,
        onclick: press,
      },
      control.icon ? el("img", { src: control.icon, alt: "", width: 16, height: 16 }) : null,
      el("span", {}, control.label),
    );
  }

  act(addIn, control, surface) {
    if (control.call) {
      this.command(addIn, addIn.functionFile, control.call, { source: { id: control.id } }, this.item);
    } else if (this.showing(addIn, control)) {
      this.closePane({ unpin: true });
    } else {
      this.openPane(addIn, control, surface);
    }
  }

  showing(addIn, control) {
    return this.open !== null && key(this.open.addIn, this.open.control) === key(addIn, control);
  }

  openPane(addIn, control, surface) {
    this.closePane({ unpin: false });
    const pinned = pins()[surface] === key(addIn, control);
    const open = { addIn, control, surface, item: this.item, pinned };
    this.open = open;
    open.channel = this.channel(addIn, control.pane, () => open.item, { closed: () => this.closePane({ unpin: true }) });
    const slot = el("div", { class: "addin-slot" });
    const pin = el("button", { class: "quiet pin", "aria-pressed": String(pinned), onclick: () => this.pin(open, pin) }, icon("pin"));
    this.namePin(pin, pinned);
    this.place.replaceChildren(
      el(
        "div",
        { class: "addin-head" },
        el("h2", {}, addIn.name),
        control.pins ? pin : null,
        el("button", { class: "quiet", "aria-label": "Close pane", title: "Close pane", onclick: () => this.closePane({ unpin: true, focus: true }) }, "×"),
      ),
      slot,
    );
    this.place.hidden = false;
    document.body.classList.add("with-pane");
    open.channel.open(slot);
    this.mark();
  }

  pin(open, button) {
    open.pinned = !open.pinned;
    setPin(open.surface, open.pinned ? key(open.addIn, open.control) : null);
    button.setAttribute("aria-pressed", String(open.pinned));
    this.namePin(button, open.pinned);
  }

  namePin(button, pinned) {
    button.setAttribute("aria-label", "Pin pane");
    button.title = pinned ? "Pinned: it stays when you select another message" : "Pin: keep it when you select another message";
  }

  closePane({ unpin, focus }) {
    const { open } = this;
    if (!open) {
      return;
    }
    this.open = null;
    open.channel.close();
    this.place.hidden = true;
    this.place.replaceChildren();
    document.body.classList.remove("with-pane");
    if (unpin && open.pinned) {
      setPin(open.surface, null);
    }
    this.mark();
    if (focus) {
      document.querySelector(`[data-pane="${CSS.escape(key(open.addIn, open.control))}"]`)?.focus();
    }
  }

  mark() {
    for (const button of document.querySelectorAll("[data-pane]")) {
      const is = this.open !== null && button.dataset.pane === key(this.open.addIn, this.open.control);
      button.setAttribute("aria-pressed", String(is));
    }
  }

  // Something of the item changed in the form: add-ins that asked for it hear it.
  changed(event, data) {
    this.open?.channel.fire(event, [JSON.stringify(data)]);
  }

  themed() {
    this.open?.channel.supply({ theme: looks.colours() });
    this.open?.channel.fire("officeThemeChanged", [JSON.stringify(looks.numbers())]);
  }

  // Runs a function of an add-in in a page of its own that nobody sees, and answers what it completed with.
  command(addIn, url, call, event, item) {
    return new Promise((done) => {
      let tries = 0;
      const slot = el("div");
      const offer = () => channel.fire("appCommandInvoked", { 0: crypto.randomUUID(), 1: call, 2: JSON.stringify(event) });
      const finish = (outcome) => {
        channel.close();
        slot.remove();
        completed.push({ call, ...outcome });
        done(outcome.result);
      };
      const channel = this.channel(addIn, url, () => item, {
        registered: (name) => name === "appCommandInvoked" && offer(),
        completed: (outcome) => (outcome.status !== 0 && tries++ < PATIENCE ? setTimeout(offer, AGAIN) : finish(outcome)),
      });
      this.runtimes.append(slot);
      channel.open(slot);
    });
  }

  // Runs the handlers of an event, one add-in after another; answers each outcome with the add-in and how strict it is.
  async event(type, item, more = {}) {
    const outcomes = [];
    for (const addIn of this.addIns) {
      for (const { call, mode } of addIn.events.filter((one) => one.type === type)) {
        outcomes.push({ addIn, mode, result: await this.command(addIn, addIn.runtime, call, { type: EVENTS[type] ?? type, ...more }, item) });
      }
    }
    return outcomes;
  }

  listensTo(type) {
    return this.addIns.some((addIn) => addIn.events.some((one) => one.type === type));
  }

  channel(addIn, url, item, more) {
    const supported = claims.nested !== "unsupported";
    const host = this.host(addIn);
    const channel = new Channel({
      url,
      title: addIn.name,
      locale: looks.language(),
      theme: looks.colours(),
      nested: supported,
      context: {
        name: addIn.name,
        domains: addIn.domains,
        sets: supported ? { ...claims.sets, NestedAppAuth: "1.1" } : claims.sets,
        settings: () => fetch(`addins/${addIn.id}/settings`).then((answer) => answer.json()),
      },
      initial: () => item()?.data(addIn.permission) ?? null,
      execute: (number, parameters) => execute(number, parameters, item(), host),
      nestedCall: async (text) => channel.supply({ nested: await nested(text, addIn.name) }),
      ...more,
    });
    return channel;
  }

  host(addIn) {
    return {
      ...this.hooks,
      id: addIn.id,
      notices: this.notices.for(addIn.id),
      master: this.master,
      closePane: () => this.closePane({ unpin: true }),
      saveSettings: (settings) => fetch(`addins/${addIn.id}/settings`, { method: "PUT", body: JSON.stringify(settings) }).then((answer) => {
        if (!answer.ok) {
          throw new Error("the settings could not be stored");
        }
      }),
    };
  }
}

// What the library calls the events in the object it hands to handlers.
const EVENTS = { OnMessageSend: "olkMessageSend", OnNewMessageCompose: "olkNewMessageComposed", OnAppointmentSend: "olkAppointmentSend", OnNewAppointmentOrganizer: "olkNewAppointmentOrganized" };

const key = (addIn, control) => `${addIn.id}/${control.id}`;

function pins() {
  try {
    return JSON.parse(localStorage.getItem(PINS)) ?? {};
  } catch {
    return {};
  }
}

function setPin(surface, value) {
  const all = pins();
  if (value) {
    all[surface] = value;
  } else {
    delete all[surface];
  }
  localStorage.setItem(PINS, JSON.stringify(all));
}
