import { el, say, size, icon } from "./dom.js";
import * as graph from "./graph.js";
import { chip } from "./colours.js";
import { Draft } from "./host/draft.js";
import { Editor } from "./host/editor.js";
import { ask } from "./host/ask.js";

const SLOW = 5000;
const TITLES = { newMail: "New message", reply: "Reply", forward: "Forward" };

// "Ann <ann@x.example>; bob@x.example" and back.
const people = (text) =>
  text.split(/[;\n]|,(?![^<]*>)/).map((one) => one.trim()).filter(Boolean).map((one) => {
    const [, name, address] = /^(.*?)\s*<([^>]+)>$/.exec(one) ?? [null, "", one];
    return { name: name.replace(/^"|"$/g, "") || address, address };
  });
const written = (list) => list.map(({ name, address }) => (name && name !== address ? `${name} <${address}>` : address)).join("; ");

// The form in which a message is written. Ctrl+Enter sends, Ctrl+S saves, Escape leaves and keeps the draft.
export class Compose {
  // hooks: done() when the form is left, tick() when the mailbox changed
  constructor(place, desk, hooks) {
    this.place = place;
    this.desk = desk;
    this.hooks = hooks;
    this.draft = null;
  }

  get writing() {
    return this.draft !== null;
  }

  // Opens with a message of Drafts, or with what an add-in or a link gives.
  async open(kind, { message = null, fields = null } = {}) {
    const editor = new Editor("Message body", () => this.touched(), (event) => this.keys(event));
    const draft = new Draft(editor, kind, (what, data) => this.heard(draft, what, data));
    this.draft = draft;
    this.ready = false;
    this.build(draft, kind);
    if (message) {
      await draft.adopt(message);
    } else {
      await editor.ready;
    }
    if (fields) {
      await this.fill(draft, fields);
    }
    if (this.draft !== draft) {
      return draft; // left meanwhile
    }
    this.dirty = !message;
    this.draw(draft);
    this.desk.notices.show(draft, this.notices);
    this.desk.turn("compose", draft);
    (draft.to.length ? editor : this.fields.to).focus();
    if (kind === "newMail" || kind === "reply" || kind === "forward") {
      this.desk.event("OnNewMessageCompose", draft);
    }
    this.ready = true;
    return draft;
  }

  async fill(draft, { toRecipients, ccRecipients, bccRecipients, subject, htmlBody, attachments }) {
    for (const [field, list] of Object.entries({ to: toRecipients, cc: ccRecipients, bcc: bccRecipients })) {
      if (list?.length) {
        draft.setRecipients(field, list);
      }
    }
    if (subject) {
      draft.setSubject(subject);
    }
    if (htmlBody) {
      draft.prepend(htmlBody, "html");
    }
    // As the library writes them: [kind, name, address or item, inline].
    for (const [kind, name, source, inline] of attachments ?? []) {
      await (kind === "item" ? draft.attachItem(source, name) : draft.attachUrl(source, name, inline === true || inline === "true"));
    }
  }

  build(draft, kind) {
    const tool = (text, act, main) => el("button", { class: main ? "button main" : "tool", onclick: act }, text);
    const field = (name, label) =>
      el("div", { class: "field" }, el("label", { for: `compose-${name}` }, label), (this.fields[name] = el("input", { id: `compose-${name}`, autocomplete: "off", dir: "auto", maxlength: name === "subject" ? 255 : 4000, onchange: () => this.typed(name), oninput: () => this.touched() })));
    this.fields = {};
    this.files = el("div", { class: "files" });
    this.chips = el("div", { class: "chips" });
    this.notices = el("div", { class: "notices" });
    const pick = el("input", { type: "file", multiple: true, hidden: true, onchange: () => this.pick(pick) });
    this.place.replaceChildren(
      el(
        "form",
        { class: "compose", "aria-label": TITLES[kind] ?? "Draft", onsubmit: (event) => event.preventDefault(), onkeydown: (event) => this.keys(event) },
        el(
          "div",
          { class: "tools", role: "toolbar", "aria-label": "Message" },
          tool("Send", () => this.send(), true),
          tool("Attach file", () => pick.click()),
          tool("Save draft", () => this.save(true)),
          tool("Discard", () => this.discard()),
          ...this.desk.ribbon("compose"),
          pick,
        ),
        el("h2", { class: "unseen" }, TITLES[kind] ?? "Draft"),
        el("div", { class: "sheet writing" }, this.notices, field("to", "To"), field("cc", "Cc"), field("bcc", "Bcc"), field("subject", "Subject"), this.chips, this.files, draft.editor.frame),
      ),
    );
  }

  keys(event) {
    const act = event.key === "Escape" ? () => this.leave() : !(event.ctrlKey || event.metaKey) ? null : { Enter: () => this.send(), s: () => this.save(true) }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  typed(name) {
    const { draft } = this;
    const value = this.fields[name].value;
    if (name === "subject") {
      draft.subject = value;
    } else {
      draft.setRecipients(name, people(value));
    }
    this.touched();
  }

  touched() {
    this.dirty = true;
  }

  // The draft changed, by the person or by an add-in.
  heard(draft, what, data) {
    if (this.draft !== draft) {
      return;
    }
    this.dirty = what !== "saved";
    this.draw(draft);
    const event = { recipients: "olkRecipientsChanged", attachments: "olkAttachmentsChanged" }[what];
    if (event) {
      this.desk.changed(event, data);
    }
    if (what === "saved" || what === "attachments") {
      this.hooks.tick();
    }
  }

  draw(draft) {
    for (const name of ["to", "cc", "bcc"]) {
      this.fields[name].value = written(draft[name]);
    }
    this.fields.subject.value = draft.subject;
    this.chips.replaceChildren(...draft.mine.map((name) => chip(name, () => draft.removeCategories([name]))));
    this.files.replaceChildren(
      ...draft.files.filter((file) => !file.isInline).map((file) =>
        el("span", { class: "file" }, icon("file"), el("span", { class: "file-name" }, file.name), el("span", { class: "soft" }, size(file.size)), el("button", { class: "chip-off", "aria-label": `Remove ${file.name}`, onclick: () => this.attempt(() => draft.detach(file.id)) }, "×")),
      ),
    );
  }

  async pick(input) {
    for (const file of input.files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { base64 } = await import("./host/facts.js");
      await this.attempt(() => this.draft.attach(base64(bytes), file.name, false, file.type || undefined), "The file is too large");
    }
    input.value = "";
  }

  take() {
    for (const name of ["to", "cc", "bcc", "subject"]) {
      if (name === "subject") {
        this.draft.subject = this.fields.subject.value;
      } else if (this.fields[name].value !== written(this.draft[name])) {
        this.draft.setRecipients(name, people(this.fields[name].value));
      }
    }
  }

  async save(loud) {
    this.take();
    if (await this.attempt(() => this.draft.save())) {
      this.dirty = false;
      if (loud) {
        say("Saved in Drafts");
      }
      return true;
    }
    return false;
  }

  async send() {
    const { draft } = this;
    this.take();
    if (!draft.to.length && !draft.cc.length && !draft.bcc.length) {
      say("Whom is it for? Add somebody first.");
      this.fields.to.focus();
      return;
    }
    if (this.sending) {
      return;
    }
    this.sending = true;
    try {
      if ((await this.allowed(draft)) && (await this.attempt(() => draft.send().then(() => true)))) {
        say("Sent");
        this.close();
      }
    } finally {
      this.sending = false;
    }
  }

  // What the add-ins that watch sending say to it.
  async allowed(draft) {
    if (!this.desk.listensTo("OnMessageSend")) {
      return true;
    }
    const outcomes = await this.patiently(this.desk.event("OnMessageSend", draft));
    if (!outcomes) {
      return false;
    }
    for (const { addIn, mode, result } of outcomes === "anyway" ? [] : outcomes) {
      if (result?.allowEvent === false) {
        const anyway = (result.sendModeOverride ?? mode) === "PromptUser" || result.sendModeOverride === "promptUser";
        const answer = await ask(addIn.name, result.errorMessage ?? "The add-in did not allow this message to be sent.", [["stay", "Don't send"], ...(anyway ? [["send", "Send anyway"]] : [])], { label: "smart-alert" }).answered;
        if (answer !== "send") {
          return false;
        }
      }
    }
    return true;
  }

  // An add-in that takes long can be passed by, unless it blocks; null when the person would rather not send.
  async patiently(outcomes) {
    let question = null;
    const slow = setTimeout(() => {
      question = ask("Checking your message", "An add-in is taking longer than expected.", [["stay", "Don't send"], ["send", "Send anyway"]], { label: "slow-add-in" });
      question.answered.then((answer) => resolve(answer === "send" ? "anyway" : null));
    }, SLOW);
    let resolve;
    const chosen = new Promise((go) => (resolve = go));
    const first = await Promise.race([outcomes, chosen]);
    clearTimeout(slow);
    question?.close();
    return first;
  }

  async discard() {
    const { draft } = this;
    this.close();
    await this.attempt(() => draft.discard());
    say("Discarded");
    this.hooks.tick();
  }

  // Leaves the form; what was written stays in Drafts.
  async leave() {
    if (this.writing && this.dirty && !(await this.save(false))) {
      return;
    }
    this.close();
  }

  close() {
    this.draft = null;
    this.ready = false;
    this.place.replaceChildren();
    this.hooks.done();
  }

  async attempt(act, otherwise) {
    try {
      return (await act()) ?? true;
    } catch (refused) {
      say(otherwise ?? (refused.message || "That did not work"));
      return false;
    }
  }
}
