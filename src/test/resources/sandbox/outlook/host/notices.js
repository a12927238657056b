// The bars add-ins put above an item: at most five per add-in and item, each under a key.
import { el } from "../dom.js";
import { Refusal } from "./steering.js";

const MOST = 5;
const ROLE = { errorMessage: "alert" };
const WORDS = { errorMessage: "Error", progressIndicator: "Working", informationalMessage: "Note", insightMessage: "Note" };

export class Notices {
  constructor() {
    this.byItem = new Map();
    this.place = null;
    this.item = null;
  }

  // Shows the bars of this item there; those of the item before that were not to stay are gone.
  show(item, place) {
    if (this.item && this.item.key !== item?.key) {
      this.keep(this.item.key);
    }
    this.item = item;
    this.place = place;
    this.draw();
  }

  keep(key) {
    const bars = this.of(key).filter((bar) => bar.type === "errorMessage" ? false : bar.persistent || bar.type === "progressIndicator");
    this.byItem.set(key, bars);
  }

  of(key) {
    return this.byItem.get(key) ?? [];
  }

  // What one add-in sees of it.
  for(addIn) {
    const mine = (item) => this.of(item.key).filter((bar) => bar.addIn === addIn);
    const write = (item, bars) => {
      this.byItem.set(item.key, bars);
      this.draw();
    };
    const place = (item, one) => {
      const bars = this.of(item.key);
      const at = bars.findIndex((bar) => bar.addIn === addIn && bar.key === one.key);
      write(item, at < 0 ? [...bars, { ...one, addIn }] : bars.with(at, { ...one, addIn }));
    };
    return {
      all: (item) => mine(item).map(({ addIn: owner, ...bar }) => bar),
      add(item, one) {
        if (mine(item).some((bar) => bar.key === one.key)) {
          throw new Refusal(9023);
        }
        if (mine(item).length >= MOST) {
          throw new Refusal(9025);
        }
        place(item, one);
      },
      replace(item, one) {
        place(item, one);
      },
      remove: (item, key) => {
        if (!mine(item).some((bar) => bar.key === key)) {
          throw new Refusal(9024);
        }
        write(item, this.of(item.key).filter((bar) => bar.addIn !== addIn || bar.key !== key));
      },
    };
  }

  draw() {
    if (!this.place) {
      return;
    }
    const bars = this.item ? this.of(this.item.key) : [];
    this.place.replaceChildren(...bars.map((bar) => this.bar(bar)));
  }

  bar(bar) {
    const away = () => {
      this.byItem.set(this.item.key, this.of(this.item.key).filter((one) => one !== bar));
      this.draw();
    };
    return el(
      "div",
      { class: `notice ${bar.type}`, role: ROLE[bar.type] ?? "status", "data-key": bar.key },
      el("span", { class: "unseen" }, `${WORDS[bar.type] ?? "Note"}: `),
      bar.type === "progressIndicator" ? el("span", { class: "working", "aria-hidden": "true" }) : null,
      el("span", { class: "notice-text", dir: "auto" }, bar.message),
      bar.type === "progressIndicator" ? null : el("button", { class: "notice-off", "aria-label": "Dismiss", title: "Dismiss", onclick: away }, "×"),
    );
  }
}
