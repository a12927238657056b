// Where a body is written: a frame without scripts whose content can be edited.
import { el } from "../dom.js";
import { asHtml, plain } from "./facts.js";
import { mailPage } from "../reading.js";

export class Editor {
  // written() hears of every change by the person, keys(event) of what they press.
  constructor(label, written, keys) {
    this.frame = el("iframe", { class: "editor", title: label, sandbox: "allow-same-origin" });
    this.ready = new Promise((go) => this.frame.addEventListener("load", () => go(this.prepare(label, written, keys)), { once: true }));
    this.frame.srcdoc = mailPage("").outerHTML;
  }

  prepare(label, written, keys) {
    const { body } = this.frame.contentDocument;
    body.contentEditable = "true";
    body.setAttribute("role", "textbox");
    body.setAttribute("aria-multiline", "true");
    body.setAttribute("aria-label", label);
    body.addEventListener("input", written);
    this.page.addEventListener("keydown", keys);
  }

  get page() {
    return this.frame.contentDocument;
  }

  focus() {
    this.frame.contentWindow.focus();
    this.page.body.focus();
  }

  html() {
    return `<html><head></head><body>${this.page.body.innerHTML}</body></html>`;
  }

  text() {
    return plain(this.page.body.innerHTML);
  }

  set(content, type) {
    this.page.body.innerHTML = clean(content, type);
  }

  prepend(content, type) {
    this.page.body.insertAdjacentHTML("afterbegin", clean(content, type));
  }

  append(content, type) {
    this.page.body.insertAdjacentHTML("beforeend", clean(content, type));
  }

  // In place of what is selected; at the start when nobody put the cursor anywhere.
  insert(content, type) {
    const range = this.range();
    const fragment = range.createContextualFragment(clean(content, type));
    range.deleteContents();
    range.insertNode(fragment);
    range.collapse(false);
  }

  selection(type) {
    const holder = this.page.createElement("div");
    holder.append(this.range().cloneContents());
    return type === "html" ? holder.innerHTML : plain(holder.innerHTML);
  }

  range() {
    const selection = this.page.getSelection();
    if (selection.rangeCount && this.page.body.contains(selection.anchorNode)) {
      return selection.getRangeAt(0);
    }
    const range = this.page.createRange();
    range.setStart(this.page.body, 0);
    return range;
  }
}

// The body's part of what is given; no scripts, and nothing that would act.
function clean(content, type) {
  if (type !== "html") {
    return asHtml(content);
  }
  const page = new DOMParser().parseFromString(content, "text/html");
  page.querySelectorAll("script,iframe,object,embed,form,base,meta,link").forEach((one) => one.remove());
  for (const one of page.body.querySelectorAll("*")) {
    [...one.attributes].filter(({ name }) => name.startsWith("on")).forEach(({ name }) => one.removeAttribute(name));
  }
  return page.body.innerHTML;
}
