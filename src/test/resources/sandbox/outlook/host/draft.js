// A message that is written, and the item under a pane beside it. It lies in Drafts from its first saving on.
import * as graph from "../graph.js";
import { me } from "../dom.js";
import { TYPES, person, toOutlook, toGraph, attachmentDetails, base64 } from "./facts.js";
import { customProperties, customField, headers, headerField } from "./stored.js";
import { preset } from "./mail.js";
import { Session } from "./session.js";
import { Refusal } from "./steering.js";

const LARGEST = 3 * 1024 * 1024;
const MOST_PEOPLE = 500;

export class Draft {
  // kind: newMail, reply, forward; heard(event, data) is told what changed
  constructor(editor, kind, heard) {
    this.surface = "compose";
    this.key = "draft-" + crypto.randomUUID();
    this.editor = editor;
    this.kind = kind;
    this.heard = heard;
    this.id = null;
    this.subject = "";
    this.to = [];
    this.cc = [];
    this.bcc = [];
    this.files = [];
    this.named = [];
    this.custom = new Map();
    this.mine = [];
    this.atEnd = [];
    this.session = new Session();
    this.conversation = null;
    this.saving = Promise.resolve();
  }

  // Takes over a draft that lies in the mailbox.
  async adopt(message) {
    this.id = message.id;
    this.key = message.id;
    this.subject = message.subject ?? "";
    this.conversation = message.conversationId;
    this.mine = message.categories ?? [];
    for (const field of ["to", "cc", "bcc"]) {
      this[field] = (message[`${field}Recipients`] ?? []).map(toOutlook);
    }
    await this.editor.ready;
    this.editor.set(message.body.content, message.body.contentType);
    await this.readFiles();
  }

  async readFiles() {
    const files = await graph.attachments(this.id);
    const ids = files.length ? await graph.exchangeIds(files.map((file) => file.id)) : [];
    this.files = files.map((file, at) => ({ ...attachmentDetails(file, ids[at]), graphId: file.id }));
  }

  data(level) {
    return { ...person(level), itemType: TYPES.COMPOSE, conversationId: this.conversation };
  }

  composeType() {
    return { composeType: this.kind, coercionType: "html" };
  }

  from() {
    return { name: me.name, address: me.mail };
  }

  recipients(field) {
    return this[field];
  }

  setRecipients(field, list) {
    const people = list.map((one) => (typeof one === "string" ? { name: one, address: one } : { name: one.name || one.displayName || one.address, address: one.address ?? one.emailAddress }));
    if (people.length > MOST_PEOPLE) {
      throw new Refusal(9012);
    }
    this[field] = people;
    this.heard("recipients", { to: field === "to", cc: field === "cc", bcc: field === "bcc" });
  }

  setSubject(subject) {
    this.subject = subject;
    this.heard("subject");
  }

  bodyType() {
    return "html";
  }

  body(type) {
    return type === "html" ? this.editor.html() : this.editor.text();
  }

  setBody(content, type) {
    this.editor.set(content, type);
    this.heard("body");
  }

  prepend(content, type) {
    this.editor.prepend(content, type);
    this.heard("body");
  }

  insert(content, type) {
    this.editor.insert(content, type);
    this.heard("body");
  }

  setSignature(content, type) {
    this.editor.append(`<div id="Signature">${type === "html" ? content : ""}</div>`, "html");
    this.heard("body");
  }

  appendOnSend(content, type) {
    this.atEnd.push([content, type]);
  }

  selection(type) {
    return { data: this.editor.selection(type), startPosition: 0, endPosition: 0, sourceProperty: "body" };
  }

  // Into Drafts; answers Exchange's id. One saving at a time.
  save() {
    this.saving = this.saving.catch(() => null).then(() => this.store());
    return this.saving;
  }

  async store() {
    const fields = {
      subject: this.subject,
      body: { contentType: "html", content: this.editor.html() },
      toRecipients: this.to.map(toGraph),
      ccRecipients: this.cc.map(toGraph),
      bccRecipients: this.bcc.map(toGraph),
      ...(this.named.length ? { singleValueExtendedProperties: this.named } : {}),
    };
    const message = this.id ? await graph.change(this.id, fields) : await graph.create(fields);
    this.named = [];
    if (!this.id) {
      this.id = message.id;
      this.conversation = message.conversationId;
      if (this.mine.length) {
        await graph.change(this.id, { categories: this.mine });
      }
    }
    this.heard("saved");
    return this.itemId();
  }

  async itemId() {
    if (!this.id) {
      throw new Refusal(9046);
    }
    return (await graph.exchangeIds([this.id]))[0];
  }

  async send() {
    this.atEnd.forEach(([content, type]) => this.editor.append(content, type));
    this.atEnd = [];
    await this.save();
    await graph.post(this.id);
  }

  async discard() {
    await this.saving.catch(() => null);
    if (this.id) {
      await graph.remove(this.id);
    }
  }

  async attach(content, name, isInline, contentType = "application/octet-stream") {
    if (content.length * 0.75 > LARGEST) {
      throw new Refusal(9000);
    }
    if (!this.id) {
      await this.save();
    }
    const file = await graph.attach(this.id, { name, contentBytes: content, contentType, isInline, ...(isInline ? { contentId: name } : {}) });
    const [id] = await graph.exchangeIds([file.id]);
    const details = { ...attachmentDetails(file, id), graphId: file.id };
    this.files.push(details);
    this.heard("attachments", { attachmentStatus: "added", attachmentDetails: { ...details, graphId: undefined } });
    return id;
  }

  async attachUrl(url, name, isInline) {
    let answer;
    try {
      answer = await fetch("fetched", { method: "POST", body: url });
    } catch {
      throw new Refusal(9054);
    }
    if (!answer.ok) {
      throw new Refusal({ 404: 9052, 413: 9000 }[answer.status] ?? 9054);
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return this.attach(base64(bytes), name, isInline, answer.headers.get("Content-Type") ?? undefined);
  }

  async attachItem(itemId, name) {
    const [id] = await graph.immutableIds([itemId]);
    const answer = await fetch(graph.mimeLink(id));
    if (!answer.ok) {
      throw new Refusal(9052);
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return this.attach(base64(bytes), name.endsWith(".eml") ? name : `${name}.eml`, false, "message/rfc822");
  }

  async detach(id) {
    const file = this.files.find((one) => one.id === id);
    if (!file) {
      throw new Refusal(9008);
    }
    await graph.detach(this.id, file.graphId);
    this.files = this.files.filter((one) => one !== file);
    this.heard("attachments", { attachmentStatus: "removed", attachmentDetails: { ...file, graphId: undefined } });
  }

  attachmentDetails() {
    return this.files.map(({ graphId, ...file }) => file);
  }

  async attachmentContent(id) {
    const file = this.files.find((one) => one.id === id);
    if (!file) {
      throw new Refusal(9003);
    }
    return { content: (await graph.attachment(this.id, file.graphId)).contentBytes, format: "base64" };
  }

  async headers(names) {
    const waiting = new Map(this.named.map((one) => [one.id, one.value]));
    const stored = this.id ? await headers(this.id, names) : {};
    const own = names.map((name) => [name, waiting.get(headerField(name, "").id) ?? stored[name]]);
    return Object.fromEntries(own.filter(([, value]) => value));
  }

  async setHeaders(values) {
    await this.remember(Object.entries(values).map(([name, value]) => headerField(name, value)));
  }

  async removeHeaders(names) {
    await this.remember(names.map((name) => headerField(name, "")));
  }

  async customProperties(addIn) {
    return this.custom.get(addIn) ?? (this.id ? customProperties(this.id, addIn) : {});
  }

  async saveCustomProperties(addIn, values) {
    await this.remember([customField(addIn, values)]);
    this.custom.set(addIn, values);
  }

  // Named properties go out with the next saving, at once when the draft lies in the mailbox already.
  async remember(fields) {
    this.named = [...this.named.filter((one) => !fields.some(({ id }) => id === one.id)), ...fields];
    if (this.id) {
      await this.save();
    }
  }

  async categories() {
    const all = await graph.categories();
    return this.mine.map((name) => ({ displayName: name, color: preset(all.find((one) => one.displayName === name)?.color) }));
  }

  async addCategories(names) {
    const all = (await graph.categories()).map((one) => one.displayName);
    if (names.some((name) => !all.includes(name))) {
      throw new Refusal(9044);
    }
    await this.setCategories([...new Set([...this.mine, ...names])]);
  }

  removeCategories(names) {
    return this.setCategories(this.mine.filter((name) => !names.includes(name)));
  }

  async setCategories(names) {
    this.mine = names;
    if (this.id) {
      await graph.change(this.id, { categories: names });
    }
    this.heard("categories");
  }
}
