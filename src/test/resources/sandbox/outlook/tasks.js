import { ask } from "./graph.js";
import { me } from "./dom.js";

// Task lists and tasks of the signed-in person. A date is written as midnight in UTC and read back as the day that was meant.
const seg = encodeURIComponent;
const at = (list, task) => `/todo/lists/${seg(list)}/tasks${task ? `/${seg(task)}` : ""}`;

async function all(path) {
  const found = [];
  for (let page = await ask("GET", path); ; page = await ask("GET", page["@odata.nextLink"].split("/me")[1])) {
    found.push(...page.value);
    if (!page["@odata.nextLink"]) {
      return found;
    }
  }
}

export const lists = () => all("/todo/lists?$top=100");
export const tasks = (list) => all(`${at(list)}?$top=100&$expand=linkedResources`);
export const add = (list, fields) => ask("POST", at(list), fields);
export const change = (list, task, fields) => ask("PATCH", at(list, task), fields);
export const remove = (list, task) => ask("DELETE", at(list, task));

// No call of Graph moves a task; as for everybody else it is another one in the other list, with all it had.
export async function move(list, task, destination) {
  const kept = ["title", "body", "status", "importance", "categories", "dueDateTime", "reminderDateTime", "isReminderOn", "recurrence"];
  const fields = Object.fromEntries(kept.filter((name) => task[name] !== undefined).map((name) => [name, task[name]]));
  const linkedResources = (task.linkedResources ?? []).map(({ id, ...link }) => link);
  const moved = await add(destination, { ...fields, linkedResources });
  await remove(list, task.id);
  return moved;
}

export function day(time) {
  if (!time) {
    return "";
  }
  const began = new Date(`${time.dateTime.slice(0, 19)}Z`);
  return began.toISOString().endsWith("T00:00:00.000Z")
    ? began.toISOString().slice(0, 10)
    : new Intl.DateTimeFormat("sv-SE", { timeZone: me.zone }).format(began);
}

export const date = (text) => (text ? { dateTime: `${text}T00:00:00`, timeZone: "UTC" } : null);

export function notes(body) {
  if (body?.contentType !== "html") {
    return body?.content ?? "";
  }
  const page = new DOMParser().parseFromString(body.content, "text/html");
  page.querySelectorAll("br").forEach((one) => one.replaceWith("\n"));
  page.querySelectorAll("p, div, li").forEach((one) => one.append("\n"));
  return page.body.textContent.trim();
}

export function markup(text) {
  const pre = document.createElement("pre");
  pre.style.cssText = "font-family:inherit;white-space:pre-wrap;margin:0";
  pre.textContent = text;
  return { contentType: "html", content: pre.outerHTML };
}
