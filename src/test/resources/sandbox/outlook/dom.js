// Small helpers to build the page. Text always goes in as text.
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// What the server says of the person whose mailbox this is.
export const me = {
  mail: decodeURIComponent(location.pathname.split("/")[2] ?? ""),
  get name() {
    return fact("person") || me.mail;
  },
  get id() {
    return fact("person-id");
  },
  get tenant() {
    return fact("tenant");
  },
  get zone() {
    return fact("time-zone");
  },
};
const fact = (name) => document.querySelector(`meta[name=${name}]`)?.content ?? "";

let hide;
export function say(text) {
  const place = document.getElementById("said");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(hide);
  hide = setTimeout(() => place.classList.remove("shown"), 4000);
}

export const who = (recipient) => recipient?.emailAddress?.name || recipient?.emailAddress?.address || "";

export function full(recipient) {
  const { name, address } = recipient?.emailAddress ?? {};
  return name && name !== address ? `${name} <${address}>` : address || "";
}

const today = () => new Date().toDateString();
export function shortDate(text) {
  const date = new Date(text);
  if (date.toDateString() === today()) {
    return date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
  const days = (Date.now() - date) / 86400000;
  return days >= 0 && days < 6
    ? date.toLocaleDateString([], { weekday: "short", hour: "2-digit", minute: "2-digit" })
    : date.toLocaleDateString([], { day: "numeric", month: "short", year: days > 300 ? "numeric" : undefined });
}

export const longDate = (text) =>
  new Date(text).toLocaleString([], { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });

export function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

export function initials(name) {
  const parts = name.replace(/[^\p{L}\s]/gu, "").trim().split(/\s+/);
  return ((parts[0]?.[0] ?? "?") + (parts.length > 1 ? parts.at(-1)[0] : "")).toUpperCase();
}

export function avatar(name) {
  let hash = 0;
  for (const letter of name) {
    hash = (hash * 31 + letter.codePointAt(0)) % 360;
  }
  const circle = el("span", { class: "avatar", "aria-hidden": "true" }, initials(name));
  circle.style.setProperty("--hue", hash);
  return circle;
}

const PATHS = {
  inbox: "M3 4h14v12H3zM3 12h4l1.5 2h3L13 12h4",
  drafts: "M4 16l1-4 8.5-8.5 3 3L8 15zM12 5l3 3",
  sentitems: "M3 4l14 6-14 6 2-6zM5 10h7",
  deleteditems: "M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6",
  junkemail: "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14M5 5l10 10",
  archive: "M3 4h14v4H3zM4 8v8h12V8M8 11h4",
  folder: "M3 5h5l2 2h7v9H3z",
  clip: "M13.5 6.5l-6 6a1.8 1.8 0 0 0 2.5 2.5l6-6a3.3 3.3 0 0 0-4.7-4.7l-6 6a4.8 4.8 0 0 0 6.8 6.8l4.9-4.9",
  file: "M5 3h7l3 3v11H5zM12 3v3h3",
  pin: "M8 3h4l-.6 5 2.6 3H6l2.6-3zM10 11v6",
  mail: "M3 5h14v10H3zM3 5l7 6 7-6",
  list: "M4 6l1 1 2-2M4 11l1 1 2-2M4 16l1 1 2-2M10 6h7M10 11h7M10 16h7",
  flag: "M5 17V3M5 4h10l-2.5 3.5L15 11H5",
  circle: "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14",
  ticked: "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14M6.8 10.2l2.3 2.3 4.2-4.6",
};

export function icon(name, title) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name] ?? PATHS.folder);
  svg.append(path);
  const holder = el("span", { class: "icon-holder", title }, svg);
  return holder;
}
