import { el, icon } from "./dom.js";

const ORDER = ["inbox", "drafts", "sentitems", "deleteditems", "junkemail", "archive"];

// The folder tree: arrows move, Enter opens, a message can be dropped on a folder.
export class Folders {
  constructor(place, { open, drop }) {
    this.place = place;
    this.open = open;
    this.drop = drop;
    this.known = {};
    this.roots = [];
    this.selected = null;
  }

  flat(folders = this.sorted(this.roots), depth = 0) {
    return folders.flatMap((folder) => [{ folder, depth }, ...this.flat(this.sorted(folder.children), depth + 1)]);
  }

  sorted(folders) {
    const rank = (folder) => {
      const at = ORDER.indexOf(this.known[folder.id]);
      return at < 0 ? ORDER.length : at;
    };
    return [...folders].sort((a, b) => rank(a) - rank(b) || a.displayName.localeCompare(b.displayName));
  }

  byId(id) {
    return this.flat().map((one) => one.folder).find((folder) => folder.id === id);
  }

  wellKnown(name) {
    return Object.keys(this.known).find((id) => this.known[id] === name);
  }

  show(roots) {
    this.roots = roots;
    const print = JSON.stringify(this.flat().map(({ folder, depth }) => [folder.id, folder.displayName, folder.unreadItemCount, folder.totalItemCount, depth, folder.id === this.selected]));
    if (print === this.printed) {
      return;
    }
    this.printed = print;
    const focused = document.activeElement?.closest?.("[role=treeitem]")?.dataset.id;
    const tree = el("div", { role: "tree", "aria-label": "Folders", onkeydown: (event) => this.keys(event) });
    for (const { folder, depth } of this.flat()) {
      tree.append(this.item(folder, depth));
    }
    this.place.replaceChildren(tree);
    if (focused) {
      this.place.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  item(folder, depth) {
    const count = this.known[folder.id] === "drafts" ? folder.totalItemCount : folder.unreadItemCount;
    const selected = folder.id === this.selected;
    const item = el(
      "div",
      {
        role: "treeitem",
        class: "folder",
        "data-id": folder.id,
        "aria-level": depth + 1,
        "aria-selected": String(selected),
        "aria-label": count ? `${folder.displayName}, ${count} unread` : folder.displayName,
        title: `${folder.displayName}: ${folder.totalItemCount} messages, ${folder.unreadItemCount} unread`,
        tabindex: selected || (!this.selected && depth === 0) ? "0" : "-1",
        style: `padding-inline-start:${12 + depth * 18}px`,
        onclick: () => this.open(folder.id),
        ondragover: (event) => {
          event.preventDefault();
          item.classList.add("target");
        },
        ondragleave: () => item.classList.remove("target"),
        ondrop: (event) => {
          event.preventDefault();
          item.classList.remove("target");
          this.drop(event.dataTransfer.getData("text/message-id"), folder.id);
        },
      },
      icon(this.known[folder.id] ?? "folder"),
      el("span", { class: "folder-name" }, folder.displayName),
      count ? el("span", { class: "count", "aria-hidden": "true" }, String(count)) : null,
    );
    return item;
  }

  keys(event) {
    const items = [...this.place.querySelectorAll("[role=treeitem]")];
    const at = items.indexOf(document.activeElement);
    const go = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      this.open(items[at].dataset.id);
      event.preventDefault();
    } else if (go !== undefined && items[go]) {
      items.forEach((item) => item.setAttribute("tabindex", "-1"));
      items[go].setAttribute("tabindex", "0");
      items[go].focus();
      event.preventDefault();
    }
  }
}
