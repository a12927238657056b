import { el } from "./dom.js";

// Outlook's category colours: background and text, by preset.
const PRESETS = [
  ["#f1bbbc", "#5b1114"], ["#ffd1a8", "#5c2b00"], ["#f7dfb4", "#52390a"], ["#fbf5a5", "#4a4500"], ["#bfe8b6", "#134a0a"],
  ["#b6e6da", "#0a443a"], ["#d8e0c0", "#3a4620"], ["#bcd4f5", "#0c3a72"], ["#d5c9f0", "#371f70"], ["#efc6da", "#5f163b"],
  ["#dfe3e8", "#30404f"], ["#5a6b82", "#ffffff"], ["#d6d6d6", "#333333"], ["#646464", "#ffffff"], ["#303030", "#ffffff"],
  ["#b3121d", "#ffffff"], ["#b64b00", "#ffffff"], ["#7d5a0c", "#ffffff"], ["#6d6800", "#ffffff"], ["#2a6d21", "#ffffff"],
  ["#1f6a54", "#ffffff"], ["#586831", "#ffffff"], ["#234f97", "#ffffff"], ["#573b9b", "#ffffff"], ["#863c61", "#ffffff"],
];

let master = new Map();

export function known(categories) {
  master = new Map(categories.map((category) => [category.displayName, category.color]));
}

export const names = () => [...master.keys()];

function colours(name) {
  const preset = /^preset(\d+)$/.exec(master.get(name) ?? "");
  return preset ? PRESETS[Number(preset[1])] : ["#e6e6e6", "#333333"];
}

export function chip(name, remove) {
  const [background, text] = colours(name);
  const one = el("span", { class: "chip" }, name);
  one.style.background = background;
  one.style.color = text;
  if (remove) {
    one.append(el("button", { class: "chip-off", "aria-label": `Remove category ${name}`, title: `Remove category ${name}`, onclick: remove }, "×"));
  }
  return one;
}

export function swatch(name) {
  const dot = el("span", { class: "swatch", "aria-hidden": "true" });
  dot.style.background = colours(name)[0];
  return dot;
}
