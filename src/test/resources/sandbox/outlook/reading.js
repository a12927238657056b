import { el, who, full, longDate, size, avatar, icon } from "./dom.js";
import { chip } from "./colours.js";
import * as graph from "./graph.js";

// What a mail may do in its frame: show itself. No scripts, no requests, no forms; pictures only those it carries.
const RULES = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'none'";

// A page that shows a mail's HTML and nothing else.
export function mailPage(html) {
  const mail = new DOMParser().parseFromString(html, "text/html");
  const rules = mail.createElement("meta");
  rules.setAttribute("http-equiv", "Content-Security-Policy");
  rules.setAttribute("content", RULES);
  const base = mail.createElement("base");
  base.target = "_blank";
  const basic = mail.createElement("style");
  basic.textContent = "html{background:#fff;color:#242424;font:15px/1.45 'Segoe UI',system-ui,sans-serif}body{margin:0;overflow-wrap:anywhere}body[contenteditable]{min-height:calc(100vh - 16px);outline:none;padding:8px}img{max-width:100%}";
  mail.head.prepend(rules, base, basic);
  return mail.documentElement;
}

export class Reading {
  constructor(place, actions, desk) {
    this.place = place;
    this.actions = actions;
    this.desk = desk;
    this.id = null;
    this.empty();
  }

  empty() {
    this.id = null;
    this.place.replaceChildren(el("div", { class: "nothing-open" }, el("p", {}, "Select a message to read it"), el("p", { class: "soft" }, "Drag it to a folder, or press V to move it")));
  }

  async open(id) {
    this.id = id;
    const message = await graph.message(id);
    if (this.id !== id) {
      return null; // a later choice wins
    }
    this.show(message);
    const files = await graph.attachments(id);
    if (this.id === id) {
      await this.showFiles(message, files);
    }
    return message;
  }

  // Category chips and read state follow what the list knows, without loading the mail again.
  update(message) {
    if (this.id !== message.id || !this.chips) {
      return;
    }
    const print = JSON.stringify(message.categories);
    if (print !== this.shownCategories) {
      this.shownCategories = print;
      this.chips.replaceChildren(...message.categories.map((name) => chip(name, () => this.actions.uncategorise(message.id, name))));
    }
    this.readButton.textContent = message.isRead ? "Mark as unread" : "Mark as read";
  }

  show(message) {
    const tool = (text, act, menu) => el("button", { class: "tool", "aria-haspopup": menu ? "menu" : undefined, "aria-expanded": menu ? "false" : undefined, onclick: (event) => act(message.id, event.currentTarget) }, text);
    this.readButton = tool("", this.actions.toggleRead);
    this.chips = el("div", { class: "chips" });
    this.shownCategories = null;
    this.files = el("div", { class: "files" });
    this.notices = el("div", { class: "notices" });
    const line = (label, people) => (people?.length ? recipients(label, people) : null);
    this.body = el("div", { class: "body" });
    this.place.replaceChildren(
      el(
        "div",
        { class: "tools", role: "toolbar", "aria-label": "Message" },
        el("button", { class: "tool narrow-only", onclick: () => this.actions.back() }, "‹ Back"),
        ...(message.isDraft
          ? [tool("Edit", this.actions.edit)]
          : [tool("Reply", (id) => this.actions.answer(id, "createReply")), tool("Reply all", (id) => this.actions.answer(id, "createReplyAll")), tool("Forward", (id) => this.actions.answer(id, "createForward"))]),
        tool("Move to", this.actions.move, true),
        tool("Categorize", this.actions.categorise, true),
        tool("Delete", this.actions.remove),
        this.readButton,
        el("a", { class: "tool", href: graph.mimeLink(message.id), download: "message.eml" }, "Save as .eml"),
        message["@odata.type"] === "#microsoft.graph.eventMessageRequest" ? tool("Open meeting", this.actions.openMeeting) : null,
        ...this.desk.ribbon("read"),
      ),
      el(
        "article",
        { class: "sheet", "aria-labelledby": "subject" },
        el("h2", { id: "subject", dir: "auto", tabindex: "-1" }, message.subject || "(no subject)"),
        this.notices,
        this.chips,
        el(
          "div",
          { class: "sender" },
          avatar(who(message.from)),
          el("div", {}, el("div", { class: "from", dir: "auto" }, full(message.from) || "(no sender)"), line("To:", message.toRecipients), line("Cc:", message.ccRecipients), el("div", { class: "soft" }, longDate(message.receivedDateTime))),
        ),
        this.files,
        this.body,
      ),
    );
    this.update(message);
    this.showBody(message, new Map());
  }

  async showFiles(message, files) {
    const attached = files.filter((file) => !file.isInline);
    this.files.replaceChildren(
      ...attached.map((file) =>
        el(
          "a",
          { class: "file", href: graph.attachmentLink(message.id, file.id), download: fileName(file) },
          icon(file["@odata.type"] === "#microsoft.graph.itemAttachment" ? "mail" : "file"),
          el("span", { class: "file-name", dir: "auto" }, fileName(file)),
          el("span", { class: "soft" }, size(file.size)),
        ),
      ),
    );
    const inline = files.filter((file) => file.isInline);
    if (!inline.length) {
      return;
    }
    const pictures = new Map();
    await Promise.all(inline.map(async (file) => {
      const whole = await graph.attachment(message.id, file.id);
      if (whole.contentId && whole.contentBytes) {
        pictures.set(whole.contentId.replace(/^<|>$/g, ""), `data:${file.contentType};base64,${whole.contentBytes}`);
      }
    }));
    if (this.id === message.id) {
      this.showBody(message, pictures);
    }
  }

  showBody(message, pictures) {
    if (message.body.contentType === "text") {
      this.body.replaceChildren(el("div", { class: "plain", dir: "auto" }, message.body.content));
      return;
    }
    const mail = new DOMParser().parseFromString(message.body.content, "text/html");
    let remote = 0;
    for (const picture of mail.querySelectorAll("img[src]")) {
      const source = picture.getAttribute("src");
      if (/^cid:/i.test(source)) {
        picture.setAttribute("src", pictures.get(decodeURIComponent(source.slice(4))) ?? "data:,");
      } else if (!/^data:/i.test(source)) {
        remote++;
        picture.removeAttribute("src");
      }
    }
    const frame = el("iframe", { title: "Message body", sandbox: "allow-popups", referrerpolicy: "no-referrer", class: "mail-frame" });
    frame.srcdoc = "<!DOCTYPE html>" + mailPage(mail.documentElement.outerHTML).outerHTML;
    this.body.replaceChildren(...(remote ? [el("p", { class: "note" }, remote === 1 ? "One picture from the internet is not shown." : `${remote} pictures from the internet are not shown.`)] : []), frame);
  }
}

function fileName(file) {
  const name = file.name || "attachment";
  return file["@odata.type"] === "#microsoft.graph.itemAttachment" && !name.endsWith(".eml") ? name + ".eml" : name;
}

// A few names at once; the rest on demand.
function recipients(label, people) {
  const shown = people.length > 8 ? people.slice(0, 5) : people;
  const names = el("span", {}, shown.map(full).join("; "));
  const rest = people.length - shown.length;
  const all = () => {
    names.textContent = people.map(full).join("; ");
    more.remove();
  };
  const more = rest ? el("button", { class: "link", onclick: all }, `and ${rest} more`) : null;
  return el("div", { class: "soft recipients", dir: "auto" }, label + " ", names, more);
}
