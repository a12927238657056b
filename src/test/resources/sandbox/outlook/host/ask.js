import { el } from "../dom.js";

// A question in a modal box; answers the value of the button that was pressed, or null when it was left with Escape.
export function ask(title, text, buttons, { label } = {}) {
  const box = el(
    "dialog",
    { class: "ask", "aria-labelledby": "ask-title", "aria-describedby": "ask-text" },
    el("h2", { id: "ask-title" }, title),
    el("p", { id: "ask-text", dir: "auto" }, text),
    el(
      "form",
      { method: "dialog", class: "ask-buttons" },
      ...buttons.map(([value, words], at) => el("button", { class: at ? "button" : "button main", value, autofocus: !at }, words)),
    ),
  );
  box.dataset.label = label ?? "";
  document.body.append(box);
  box.showModal();
  const answered = new Promise((go) => box.addEventListener("close", () => {
    box.remove();
    go(box.returnValue || null);
  }));
  return { answered, close: () => box.close() };
}
