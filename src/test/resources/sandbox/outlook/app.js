import * as graph from "./graph.js";
import { el, say, avatar, me } from "./dom.js";
import { Folders } from "./folders.js";
import { List } from "./list.js";
import { Reading } from "./reading.js";
import { openMenu } from "./menu.js";
import { known, names, swatch } from "./colours.js";
import { Compose } from "./compose.js";
import { Appointments } from "./appointment.js";
import { Desk } from "./host/desk.js";
import { MailItem } from "./host/mail.js";
import { choices } from "./host/looks.js";
import { steering } from "./host/steering.js";

const EVERY = 2500;
const at = (id) => document.getElementById(id);
const state = { folder: null, search: null, next: null, older: [] };

const actions = { open, read, move, categorise, uncategorise, remove, toggleRead, back, answer, edit, openMeeting };
const folders = new Folders(at("folders"), { open: openFolder, drop: moveTo });
const list = new List(at("messages"), actions);
const desk = new Desk(at("addin"), {
  newMessage: (fields) => write("newMail", { fields }),
  reply: (item, { htmlBody, attachments }, all) => answer(item.id, all ? "createReplyAll" : "createReply", { htmlBody, attachments }),
  openMessage: async (exchangeId) => open((await graph.immutableIds([exchangeId]))[0]),
  newAppointment: (fields) => appoint("organizer", fields),
  openAppointment: () => say("The sandbox keeps no calendar yet"),
  closeItem: () => (compose.writing ? compose.leave() : appointments.close()),
  changed: () => tick(),
});
const reading = new Reading(at("reading"), actions, desk);
const compose = new Compose(at("compose"), desk, { done: () => form(false), tick });
const appointments = new Appointments(at("compose"), desk, { done: () => form(false) });

const view = (name) => (document.body.dataset.view = name);
const outgoing = () => ["sentitems", "drafts"].includes(folders.known[state.folder]);
const found = (id) => list.messages.find((message) => message.id === id);

async function attempt(what) {
  try {
    return await what();
  } catch (refused) {
    say(refused.message);
    return null;
  }
}

async function openFolder(id) {
  Object.assign(state, { folder: id, search: null, older: [] });
  at("search-text").value = "";
  folders.selected = id;
  folders.show(folders.roots);
  view("list");
  await leaveForm();
  list.select(null);
  reading.empty();
  front(null);
  await attempt(() => refreshList({ compare: false }));
  at("messages").scrollTop = 0;
}

async function refreshList({ compare }) {
  const { folder, search } = state;
  const page = search ? await graph.found(search) : await graph.page(folder);
  if (state.folder !== folder || state.search !== search) {
    return; // somebody went on meanwhile
  }
  const recent = new Set(page.messages.map((message) => message.id));
  const older = state.older.filter((message) => !recent.has(message.id));
  if (!state.older.length) {
    state.next = page.next;
  }
  list.show([...page.messages, ...older], { outgoing: outgoing(), compare });
  at("more").hidden = !state.next;
  const current = folders.byId(folder);
  const title = search ? `Results for “${search}”` : current?.displayName ?? "";
  at("list-title").textContent = title;
  at("list-count").textContent = search ? `${list.messages.length} found` : current ? `${current.totalItemCount} messages` : "";
  document.title = `${title} – Outlook (sandbox)`;
  const open = found(reading.id);
  if (open) {
    reading.update(open);
  }
}

async function showOlder() {
  const page = await attempt(() => graph.following(state.next));
  if (page) {
    state.older.push(...page.messages);
    state.next = page.next;
    await attempt(() => refreshList({ compare: false }));
  }
}

async function open(id, { stay = false } = {}) {
  await leaveForm();
  list.select(id);
  if (!stay) {
    view("reading");
  }
  const opened = attempt(() => reading.open(id));
  front(id);
  const message = await opened;
  if (message && reading.id === id) {
    desk.notices.show(desk.item, reading.notices);
  }
  if (message && !message.isRead) {
    await attempt(() => graph.change(id, { isRead: true }));
    await tick();
  }
}

// What is in front of the person is what add-ins see; nothing is something, too.
function front(id) {
  const item = id ? new MailItem(id, { changed: tick }) : null;
  attempt(() => desk.turn("read", item));
}

function form(shown) {
  at("compose").hidden = !shown;
  at("reading").hidden = shown;
  if (!shown) {
    front(reading.id);
    if (reading.id) {
      desk.notices.show(desk.item, reading.notices);
    }
  }
}

async function leaveForm() {
  if (compose.writing) {
    await compose.leave();
  }
  appointments.close();
}

async function write(kind, what) {
  await leaveForm();
  form(true);
  view("reading");
  return attempt(() => compose.open(kind, what));
}

async function answer(id, action, fields = null) {
  const message = await attempt(() => graph.answer(id, action));
  if (message) {
    await write(action === "createForward" ? "forward" : "reply", { message, fields });
    tick();
  }
}

async function edit(id) {
  const message = await attempt(() => graph.whole(id));
  if (message) {
    await write("draft", { message });
  }
}

async function appoint(surface, fields) {
  await leaveForm();
  form(true);
  view("reading");
  appointments.open(surface, fields);
}

async function openMeeting(id) {
  const message = await attempt(() => graph.whole(id));
  if (message) {
    await appoint("attendee", message);
  }
}

async function read(id) {
  await open(id);
  at("subject")?.focus();
}

function back() {
  view("list");
  list.focus(list.selected);
}

async function moveTo(id, folder) {
  const target = folders.byId(folder);
  const next = list.next(id);
  const moved = await attempt(() => graph.move(id, folder));
  if (!moved) {
    return;
  }
  say(`Moved to ${target?.displayName ?? "the folder"}`);
  state.older = state.older.filter((message) => message.id !== id);
  if (reading.id === id) {
    reading.empty();
    front(null);
    view("list");
  }
  list.show(list.messages.filter((message) => message.id !== id), { outgoing: outgoing() });
  if (next) {
    list.focus(next);
  }
  await tick();
}

function move(id, anchor) {
  const items = folders
    .flat()
    .filter(({ folder }) => folder.id !== (found(id)?.parentFolderId ?? state.folder))
    .map(({ folder, depth }) => ({ text: folder.displayName, depth, act: () => moveTo(id, folder.id) }));
  openMenu(anchor, "Move to", items, { filter: true });
}

async function setCategories(id, categories, words) {
  if (await attempt(() => graph.change(id, { categories }))) {
    say(words);
    await tick();
  }
}

function categorise(id, anchor) {
  const mine = found(id)?.categories ?? [];
  const all = [...new Set([...names(), ...mine])];
  openMenu(anchor, "Categorize", all.map((name) => ({
    text: name,
    icon: swatch(name),
    checked: mine.includes(name),
    act: () => (mine.includes(name) ? uncategorise(id, name) : setCategories(id, [...mine, name], `Category ${name} assigned`)),
  })));
}

function uncategorise(id, name) {
  const mine = found(id)?.categories ?? [];
  return setCategories(id, mine.filter((other) => other !== name), `Category ${name} removed`);
}

async function remove(id) {
  const bin = folders.wellKnown("deleteditems");
  if (found(id)?.parentFolderId !== bin) {
    await moveTo(id, bin);
    return;
  }
  if ((await attempt(() => graph.remove(id).then(() => true))) !== null) {
    say("Deleted for good");
    if (reading.id === id) {
      reading.empty();
      front(null);
      view("list");
    }
    await tick();
  }
}

async function toggleRead(id) {
  const message = found(id);
  if (message && (await attempt(() => graph.change(id, { isRead: !message.isRead })))) {
    say(message.isRead ? "Marked as unread" : "Marked as read");
    await tick();
  }
}

let ticking = null;
function tick() {
  ticking ??= (async () => {
    try {
      const before = folders.byId(folders.wellKnown("inbox"))?.totalItemCount;
      folders.show(await graph.folders());
      const inbox = folders.byId(folders.wellKnown("inbox"));
      if (before !== undefined && inbox?.totalItemCount > before && state.folder !== inbox.id) {
        say("New mail in Inbox");
      }
      known(await graph.categories());
      await refreshList({ compare: true });
      document.body.classList.remove("offline");
    } catch {
      document.body.classList.add("offline");
    } finally {
      ticking = null;
    }
  })();
  return ticking;
}

async function start() {
  at("person").append(avatar(me.name), el("span", { class: "person-name" }, me.name));
  await desk.load();
  known(await graph.categories());
  folders.known = await graph.wellKnown();
  folders.roots = await graph.folders();
  await openFolder(folders.wellKnown("inbox"));
  at("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = at("search-text").value.trim();
    Object.assign(state, { search: text || null, older: [] });
    view("list");
    attempt(() => refreshList({ compare: false }));
  });
  at("search-text").addEventListener("input", () => {
    if (!at("search-text").value && state.search) {
      openFolder(state.folder);
    }
  });
  at("more").addEventListener("click", showOlder);
  at("show-folders").addEventListener("click", () => {
    view(document.body.dataset.view === "folders" ? "list" : "folders");
    at("folders").querySelector("[tabindex='0']")?.focus();
  });
  at("new-mail").addEventListener("click", () => write("newMail", {}));
  at("new-event").addEventListener("click", () => appoint("organizer", {}));
  at("settings").addEventListener("click", () => openMenu(at("settings"), "Settings", choices()));
  setInterval(() => document.hidden || tick(), EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
}

// For tests: what Outlook itself would not show.
window.outlook = { ...steering, desk, compose, appointments };
start().then(() => (document.body.dataset.ready = "")).catch((refused) => say(`The mailbox could not be opened: ${refused.message}`));
