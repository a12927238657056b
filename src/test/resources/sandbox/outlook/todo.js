import { el, say, avatar, me, icon } from "./dom.js";
import { chip, known, names, swatch } from "./colours.js";
import { categories } from "./graph.js";
import { openMenu } from "./menu.js";
import { choices, dress } from "./host/looks.js";
import * as todo from "./tasks.js";

const EVERY = 2500;
const STATUSES = { notStarted: "Not started", inProgress: "In progress", completed: "Completed", waitingOnOthers: "Waiting on others", deferred: "Deferred" };
const IMPORTANCES = { low: "Low", normal: "Normal", high: "High" };
const place = (id) => document.getElementById(id);
const state = { lists: [], list: null, tasks: [], open: null };
const view = (name) => (document.body.dataset.view = name);
const task = () => state.tasks.find((one) => one.id === state.open);
const done = (one) => one.status === "completed";

async function attempt(what) {
  try {
    return (await what()) ?? true;
  } catch (refused) {
    say(refused.message);
    return null;
  }
}

// Draws only what changed, and gives the focus back to what had it.
function draw(where, print, build) {
  if (where.dataset.print === print) {
    return;
  }
  where.dataset.print = print;
  const focused = where.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  where.replaceChildren(...build());
  if (focused) {
    where.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}

function show() {
  draw(place("lists"), JSON.stringify([state.lists, state.list]), () =>
    state.lists.map((list) =>
      el("button", { class: "folder", "data-key": list.id, "aria-current": list.id === state.list ? "true" : undefined, onclick: () => openList(list.id) },
        icon(list.wellknownListName === "flaggedEmails" ? "flag" : "list"), el("span", { class: "folder-name" }, list.displayName))));
  const list = state.lists.find((one) => one.id === state.list);
  place("list-title").textContent = list?.displayName ?? "";
  const left = state.tasks.filter((one) => !done(one));
  place("list-count").textContent = `${left.length} open`;
  draw(place("tasks"), JSON.stringify([state.tasks, state.open]), () => {
    const ended = state.tasks.filter(done);
    return [
      left.length || ended.length ? group(left) : el("p", { class: "soft nothing" }, "Nothing to do here"),
      ...(ended.length ? [el("h3", { class: "task-group" }, "Completed"), group(ended)] : []),
    ];
  });
  const typing = place("detail").contains(document.activeElement) && document.activeElement.matches("input, textarea");
  if (!typing) {
    draw(place("detail"), JSON.stringify(task() ?? null), () => [task() ? detail(task()) : nothing()]);
  }
}

const nothing = () => el("div", { class: "nothing-open soft" }, el("p", {}, "Choose a task to see it here"));
const group = (tasks) => el("ul", { class: "task-list" }, ...tasks.map(row));

function row(one) {
  const day = todo.day(one.dueDateTime);
  const late = day && !done(one) && day < new Intl.DateTimeFormat("sv-SE", { timeZone: me.zone }).format(new Date());
  return el("li", { class: "task" + (done(one) ? " done" : "") + (one.id === state.open ? " open" : ""), onkeydown: (event) => event.key === "Delete" && remove(one) },
    el("button", { class: "tick", role: "checkbox", "data-key": `tick ${one.id}`, "aria-checked": String(done(one)), "aria-label": `Completed: ${one.title}`, onclick: () => toggle(one) }, icon(done(one) ? "ticked" : "circle")),
    el("button", { class: "task-open", "data-key": one.id, "aria-pressed": String(one.id === state.open), onclick: () => open(one.id) },
      el("span", { class: "task-title", dir: "auto" }, one.title || "(no title)"),
      el("span", { class: "task-facts" },
        day ? el("span", { class: late ? "late" : "" }, `${late ? "Overdue, " : "Due "}${words(day)}`) : null,
        one.importance === "high" ? el("span", {}, "Important") : null,
        one.linkedResources?.length ? el("span", {}, one.linkedResources.map((link) => link.applicationName).join(", ")) : null,
        ...one.categories.map((name) => chip(name)))));
}

const words = (day) => new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

function detail(one) {
  const set = (fields, said) => attempt(() => todo.change(state.list, one.id, fields)).then((ok) => ok && (said && say(said), tick()));
  const choose = (key, name, values) =>
    el("select", { id: key, "data-key": key, onchange: (event) => set({ [name]: event.target.value }) },
      ...Object.entries(values).map(([value, text]) => el("option", { value, selected: one[name] === value }, text)));
  const field = (id, text, input) => [el("label", { for: id }, text), input];
  return el("div", { class: "compose" },
    el("div", { class: "tools" },
      el("button", { class: "tool narrow-only", onclick: () => view("list") }, "Back"),
      el("button", { class: "tool", "data-key": "done", onclick: () => toggle(one) }, done(one) ? "Not done yet" : "Complete"),
      el("button", { class: "tool", "data-key": "categorize", "aria-haspopup": "menu", "aria-expanded": "false", onclick: (event) => categorise(one, event.currentTarget) }, "Categorize"),
      el("button", { class: "tool", "data-key": "move", "aria-haspopup": "menu", "aria-expanded": "false", onclick: (event) => move(one, event.currentTarget) }, "Move to"),
      el("button", { class: "tool", "data-key": "delete", onclick: () => remove(one) }, "Delete")),
    el("div", { class: "sheet task-sheet" },
      el("input", { class: "title", "data-key": "title", "aria-label": "Title", dir: "auto", maxlength: "255", value: one.title, onchange: (event) => set({ title: event.target.value.trim() }, "Saved") }),
      el("div", { class: "facts" },
        ...field("due", "Due", el("input", { id: "due", type: "date", "data-key": "due", value: todo.day(one.dueDateTime), onchange: (event) => set({ dueDateTime: todo.date(event.target.value) }, "Saved") })),
        ...field("status", "Status", choose("status", "status", STATUSES)),
        ...field("importance", "Importance", choose("importance", "importance", IMPORTANCES)),
        el("span", { class: "what" }, "Categories"),
        el("div", { class: "chips" }, ...one.categories.map((name) => chip(name, () => set({ categories: one.categories.filter((other) => other !== name) }, `Category ${name} removed`))), one.categories.length ? null : el("span", { class: "soft" }, "None")),
        ...(one.linkedResources ?? []).flatMap((link) => [el("span", { class: "what" }, link.applicationName ?? "Link"), linked(link)])),
      el("label", { class: "notes" }, "Notes",
        notes(one, (text) => set({ body: todo.markup(text) }, "Saved")))));
}

function notes(one, save) {
  const area = el("textarea", { "data-key": "notes", dir: "auto", maxlength: "32000", onchange: (event) => save(event.target.value) });
  area.value = todo.notes(one.body);
  return area;
}

function linked(link) {
  const text = link.displayName || "Open";
  return /^https?:/.test(link.webUrl ?? "")
    ? el("a", { class: "record", href: link.webUrl, target: "_blank", rel: "noreferrer" }, text)
    : el("span", {}, text);
}

function openList(id) {
  Object.assign(state, { list: id, tasks: [], open: null });
  view("list");
  return tick();
}

function open(id) {
  state.open = id;
  view("reading");
  show();
}

async function toggle(one) {
  if (await attempt(() => todo.change(state.list, one.id, { status: done(one) ? "notStarted" : "completed" }))) {
    say(done(one) ? "Back on the list" : "Completed");
    await tick();
  }
}

async function remove(one) {
  if (await attempt(() => todo.remove(state.list, one.id))) {
    say("Deleted");
    if (state.open === one.id) {
      state.open = null;
      view("list");
    }
    await tick();
    place("tasks").focus();
  }
}

function move(one, anchor) {
  openMenu(anchor, "Move to", state.lists
    .filter((list) => list.id !== state.list && list.wellknownListName !== "flaggedEmails")
    .map((list) => ({
      text: list.displayName,
      act: async () => {
        if (await attempt(() => todo.move(state.list, one, list.id))) {
          say(`Moved to ${list.displayName}`);
          state.open = null;
          view("list");
          await tick();
        }
      },
    })));
}

function categorise(one, anchor) {
  const mine = one.categories;
  openMenu(anchor, "Categorize", [...new Set([...names(), ...mine])].map((name) => ({
    text: name,
    icon: swatch(name),
    checked: mine.includes(name),
    act: async () => {
      const wanted = mine.includes(name) ? mine.filter((other) => other !== name) : [...mine, name];
      if (await attempt(() => todo.change(state.list, one.id, { categories: wanted }))) {
        await tick();
      }
    },
  })));
}

async function tick() {
  try {
    known(await categories());
    state.lists = await todo.lists();
    if (!state.lists.some((list) => list.id === state.list)) {
      Object.assign(state, { list: state.lists[0].id, open: null });
    }
    const list = state.list;
    const tasks = await todo.tasks(list);
    if (list === state.list) {
      state.tasks = tasks;
      show();
    }
    document.body.classList.remove("offline");
  } catch {
    document.body.classList.add("offline");
  }
}

async function start() {
  dress();
  place("person").append(avatar(me.name), el("span", { class: "person-name" }, me.name));
  place("settings").addEventListener("click", () => openMenu(place("settings"), "Settings", choices()));
  place("show-folders").addEventListener("click", () => {
    view(document.body.dataset.view === "folders" ? "list" : "folders");
    place("lists").querySelector("button")?.focus();
  });
  place("add").addEventListener("submit", async (event) => {
    event.preventDefault();
    const title = place("add-title").value.trim();
    if (title && (await attempt(() => todo.add(state.list, { title })))) {
      place("add-title").value = "";
      await tick();
    }
  });
  await tick();
  setInterval(() => document.hidden || tick(), EVERY);
}

start().then(() => (document.body.dataset.ready = ""));
