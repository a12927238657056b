// The item under a pane beside the message that is read.
import * as graph from "../graph.js";
import { TYPES, person, toOutlook, attachmentDetails, plain, asHtml, normalized } from "./facts.js";
import { customProperties, customField } from "./stored.js";
import { Refusal } from "./steering.js";

const MOMENT = (text) => (text ? new Date(text).getTime() : undefined);

export class MailItem {
  constructor(id, { changed }) {
    this.surface = "read";
    this.key = id;
    this.id = id;
    this.changed = changed;
    this.session = null;
  }

  load() {
    this.loading ??= Promise.all([graph.whole(this.id), graph.attachments(this.id)]).then(async ([message, files]) => {
      const [own, ...parts] = await graph.exchangeIds([this.id, ...files.map((file) => file.id)]);
      return { message, own, files: files.map((file, at) => ({ ...attachmentDetails(file, parts[at]), graphId: file.id })) };
    });
    return this.loading;
  }

  async data(level) {
    const { message, own, files } = await this.load();
    const meeting = message["@odata.type"] === "#microsoft.graph.eventMessageRequest";
    return {
      ...person(level),
      itemType: meeting ? TYPES.REQUEST : TYPES.MESSAGE,
      itemClass: meeting ? "IPM.Schedule.Meeting.Request" : "IPM.Note",
      id: own,
      subject: message.subject ?? "",
      normalizedSubject: normalized(message.subject ?? ""),
      conversationId: message.conversationId,
      internetMessageId: message.internetMessageId,
      from: toOutlook(message.from) ?? undefined,
      sender: toOutlook(message.sender ?? message.from) ?? undefined,
      to: (message.toRecipients ?? []).map(toOutlook),
      cc: (message.ccRecipients ?? []).map(toOutlook),
      dateTimeCreated: MOMENT(message.createdDateTime),
      dateTimeModified: MOMENT(message.lastModifiedDateTime),
      attachments: files.filter((file) => !file.isInline || file.attachmentType === 0).map(({ graphId, ...file }) => file),
      ...(meeting ? this.times(message) : {}),
    };
  }

  times(message) {
    const moment = (value) => MOMENT(value && `${value.dateTime.replace(/\.\d+$/, "")}Z`);
    return { start: moment(message.startDateTime), end: moment(message.endDateTime), location: message.location?.displayName ?? "" };
  }

  async body(type) {
    const { content, contentType } = (await this.load()).message.body;
    return type === contentType ? content : type === "html" ? `<html><body>${asHtml(content)}</body></html>` : plain(content);
  }

  bodyType() {
    return this.load().then(({ message }) => message.body.contentType);
  }

  async attachmentContent(id) {
    const file = (await this.load()).files.find((one) => one.id === id);
    if (!file) {
      throw new Refusal(9003);
    }
    if (file.attachmentType === 1) {
      const mime = await fetch(graph.attachmentLink(this.id, file.graphId));
      return { content: await mime.text(), format: "eml" };
    }
    const whole = await graph.attachment(this.id, file.graphId);
    return file.attachmentType === 2 ? { content: whole.sourceUrl ?? "", format: "url" } : { content: whole.contentBytes, format: "base64" };
  }

  async allHeaders() {
    return (await graph.allHeaders(this.id)).map(({ name, value }) => `${name}: ${value}\r\n`).join("");
  }

  itemId() {
    return this.load().then(({ own }) => own);
  }

  async categories() {
    const [all, message] = await Promise.all([graph.categories(), graph.message(this.id)]);
    return message.categories.map((name) => ({ displayName: name, color: preset(all.find((one) => one.displayName === name)?.color) }));
  }

  async addCategories(names) {
    const all = (await graph.categories()).map((one) => one.displayName);
    if (names.some((name) => !all.includes(name))) {
      throw new Refusal(9044);
    }
    await this.setCategories((mine) => [...new Set([...mine, ...names])]);
  }

  removeCategories(names) {
    return this.setCategories((mine) => mine.filter((name) => !names.includes(name)));
  }

  async setCategories(change) {
    const { categories } = await graph.message(this.id);
    await graph.change(this.id, { categories: change(categories) });
    this.changed();
  }

  customProperties(addIn) {
    return customProperties(this.id, addIn);
  }

  async saveCustomProperties(addIn, values) {
    await graph.change(this.id, { singleValueExtendedProperties: [customField(addIn, values)] });
  }

  async move(folder) {
    await graph.move(this.id, { inbox: "inbox", deletedItems: "deleteditems" }[folder] ?? folder);
    this.changed();
  }
}

// Graph writes preset3 where Office writes Preset3.
export const preset = (color) => (color && color !== "none" ? color[0].toUpperCase() + color.slice(1) : "None");
