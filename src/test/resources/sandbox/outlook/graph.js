// A Graph client for the signed-in person. The server of this page adds the token; ids are immutable ids.
const BASE = "graph/v1.0/me";

export class Refused extends Error {}

async function send(method, url, body, headers = {}) {
  const answer = await fetch(url, {
    method,
    headers: {
      Prefer: 'IdType="ImmutableId"',
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text && (answer.headers.get("Content-Type") || "").includes("json") ? JSON.parse(text) : null;
  if (!answer.ok) {
    throw new Refused(json?.error?.message || `the mailbox answered ${answer.status}`);
  }
  return json;
}

const get = (path) => send("GET", BASE + path);
export const ask = (method, path, body) => send(method, BASE + path, body);
const seg = encodeURIComponent;
// A next link is opaque, but it leads to Graph's own address; here it goes through this page's server.
const viaHere = (link) => link && "graph" + link.slice(link.indexOf("/v1.0"));

const LIST = "$select=id,subject,from,toRecipients,receivedDateTime,isRead,hasAttachments,bodyPreview,categories,parentFolderId&$top=50";
const WELL_KNOWN = ["inbox", "drafts", "sentitems", "deleteditems", "archive", "junkemail"];

export async function wellKnown() {
  const requests = WELL_KNOWN.map((name) => ({ id: name, method: "GET", url: `/me/mailFolders/${name}?$select=id` }));
  const answer = await send("POST", "graph/v1.0/$batch", { requests });
  const known = {};
  for (const one of answer.responses) {
    if (one.status === 200) {
      known[one.body.id] = one.id;
    }
  }
  return known;
}

export async function folders() {
  const below = async (path) => {
    const { value } = await get(path + "?$top=100");
    await Promise.all(value.map(async (folder) => {
      folder.children = folder.childFolderCount > 0 ? await below(`/mailFolders/${seg(folder.id)}/childFolders`) : [];
    }));
    return value;
  };
  return below("/mailFolders");
}

export const page = (folder) =>
  get(`/mailFolders/${seg(folder)}/messages?${LIST}&$orderby=receivedDateTime desc`).then(shape);
export const following = (link) => send("GET", link).then(shape);
export const found = (text) => get(`/messages?$search=${seg('"' + text.replace(/["\\]/g, " ") + '"')}&${LIST}`).then(shape);
const shape = (answer) => ({ messages: answer.value, next: viaHere(answer["@odata.nextLink"]) });

export const message = (id) =>
  get(`/messages/${seg(id)}?$select=id,subject,from,toRecipients,ccRecipients,receivedDateTime,isRead,hasAttachments,categories,parentFolderId,isDraft,body`);
export const attachments = (id) =>
  get(`/messages/${seg(id)}/attachments?$select=id,name,contentType,size,isInline`).then((answer) => answer.value);
export const attachment = (id, part) => get(`/messages/${seg(id)}/attachments/${seg(part)}`);
export const attachmentLink = (id, part) => `${BASE}/messages/${seg(id)}/attachments/${seg(part)}/$value`;
export const mimeLink = (id) => `${BASE}/messages/${seg(id)}/$value`;
export const whole = (id) => get(`/messages/${seg(id)}`);
export const allHeaders = (id) => get(`/messages/${seg(id)}?$select=internetMessageHeaders`).then((answer) => answer.internetMessageHeaders ?? []);
export const change = (id, fields) => send("PATCH", `${BASE}/messages/${seg(id)}`, fields);
export const move = (id, destinationId) => send("POST", `${BASE}/messages/${seg(id)}/move`, { destinationId });
export const remove = (id) => send("DELETE", `${BASE}/messages/${seg(id)}`);
export const create = (fields) => send("POST", `${BASE}/messages`, fields);
export const answer = (id, kind) => send("POST", `${BASE}/messages/${seg(id)}/${kind}`, {});
export const post = (id) => send("POST", `${BASE}/messages/${seg(id)}/send`);
export const attach = (id, file) => send("POST", `${BASE}/messages/${seg(id)}/attachments`, { "@odata.type": "#microsoft.graph.fileAttachment", ...file });
export const detach = (id, file) => send("DELETE", `${BASE}/messages/${seg(id)}/attachments/${seg(file)}`);
export const addCategory = (displayName, color) => send("POST", `${BASE}/outlook/masterCategories`, { displayName, color });
export const removeCategory = (id) => send("DELETE", `${BASE}/outlook/masterCategories/${seg(id)}`);

// Values of named properties of a message: those that are there, by the id they were asked with.
export async function properties(id, names) {
  const filter = names.map((name) => `id eq '${name.replaceAll("'", "''")}'`).join(" or ");
  const answer = await get(`/messages/${seg(id)}?$select=id&$expand=singleValueExtendedProperties($filter=${seg(filter)})`);
  const found = new Map((answer.singleValueExtendedProperties ?? []).map((one) => [one.id.toLowerCase(), one.value]));
  return Object.fromEntries(names.filter((name) => found.has(name.toLowerCase())).map((name) => [name, found.get(name.toLowerCase())]));
}

const translate = (inputIds, sourceIdType, targetIdType) =>
  send("POST", `${BASE}/translateExchangeIds`, { inputIds, sourceIdType, targetIdType }).then((answer) => answer.value.map((one) => one.targetId));
// Add-ins speak in the ids of Exchange, this page in immutable ones.
export const exchangeIds = (ids) => translate(ids, "restImmutableEntryId", "ewsId");
export const immutableIds = (ids) => translate(ids, "ewsId", "restImmutableEntryId");
export const categories = () => get("/outlook/masterCategories").then((answer) => answer.value);
