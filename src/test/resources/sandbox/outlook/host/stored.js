// What add-ins keep with a message, where Exchange keeps it too: in named properties of the message itself.
import * as graph from "../graph.js";
import { Refusal } from "./steering.js";

const STRINGS = "{00020329-0000-0000-C000-000000000046}";
const HEADERS = "{00020386-0000-0000-C000-000000000046}";
const MOST = 2500;

const customId = (addIn) => `String ${STRINGS} Name cecp-${addIn.toLowerCase()}`;
const headerId = (name) => `String ${HEADERS} Name ${name.toLowerCase()}`;

export async function customProperties(id, addIn) {
  const name = customId(addIn);
  return JSON.parse((await graph.properties(id, [name]))[name] ?? "{}");
}

export function customField(addIn, values) {
  const value = JSON.stringify(values);
  if (value.length > MOST) {
    throw new Refusal(9020, "Custom properties of an item hold at most 2,500 characters.");
  }
  return { id: customId(addIn), value };
}

export async function headers(id, names) {
  const found = await graph.properties(id, names.map(headerId));
  return Object.fromEntries(names.filter((name) => headerId(name) in found && found[headerId(name)] !== "").map((name) => [name, found[headerId(name)]]));
}

export const headerField = (name, value) => ({ id: headerId(name), value });
