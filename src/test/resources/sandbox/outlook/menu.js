import { el } from "./dom.js";

// A menu under a button: arrows move, typing filters, Escape closes and gives the focus back.
export function openMenu(anchor, label, items, { filter = false } = {}) {
  close();
  const list = el("div", { class: "menu-items", role: "menu", "aria-label": label });
  const buttons = items.map((item) => {
    const button = el(
      "button",
      {
        class: "menu-item",
        role: item.checked === undefined ? "menuitem" : "menuitemcheckbox",
        "aria-checked": item.checked === undefined ? undefined : String(item.checked),
        tabindex: "-1",
        style: item.depth ? `padding-inline-start:${12 + item.depth * 16}px` : undefined,
        onclick: () => {
          close();
          anchor.focus();
          item.act();
        },
      },
      item.icon ?? null,
      el("span", { class: "menu-text" }, item.text),
      item.checked ? el("span", { "aria-hidden": "true" }, "✓") : null,
    );
    list.append(button);
    return button;
  });
  const input = filter
    ? el("input", { class: "menu-filter", type: "text", placeholder: "Search folders", "aria-label": `${label}: search folders`, oninput: narrow })
    : null;
  const box = el("div", { class: "menu", onkeydown: keys, onfocusout: left }, input, list);
  const none = items.length ? null : el("p", { class: "soft menu-none" }, "Nothing here yet");
  if (none) {
    box.append(none);
  }
  document.getElementById("menu-place").append(box);
  place(box, anchor);
  anchor.setAttribute("aria-expanded", "true");
  (input ?? buttons[0] ?? box).focus();

  function shown() {
    return buttons.filter((button) => !button.hidden);
  }
  function narrow() {
    const text = input.value.toLowerCase();
    buttons.forEach((button) => (button.hidden = !button.textContent.toLowerCase().includes(text)));
  }
  function keys(event) {
    const visible = shown();
    const at = visible.indexOf(document.activeElement);
    const go = { ArrowDown: at + 1, ArrowUp: at < 0 ? visible.length - 1 : at - 1, Home: 0, End: visible.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      close();
      anchor.focus();
      event.preventDefault();
    } else if (event.key === "Enter" && document.activeElement === input && visible.length) {
      visible[0].click();
      event.preventDefault();
    } else if (go !== undefined && visible.length) {
      visible[(go + visible.length) % visible.length].focus();
      event.preventDefault();
    }
    event.stopPropagation();
  }
  function left(event) {
    if (!box.contains(event.relatedTarget)) {
      close();
    }
  }
}

export function close() {
  document.getElementById("menu-place").replaceChildren();
  document.querySelectorAll("[aria-expanded=true][aria-haspopup]").forEach((button) => button.setAttribute("aria-expanded", "false"));
}

function place(box, anchor) {
  const at = anchor.getBoundingClientRect();
  const width = box.offsetWidth;
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  box.style.top = `${at.bottom + 4}px`;
  box.style.maxHeight = `${innerHeight - at.bottom - 16}px`;
}
