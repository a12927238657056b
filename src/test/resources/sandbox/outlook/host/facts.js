// What items of every kind share: people, bodies, and the facts of the person that stand in every item's data.
import { me } from "../dom.js";

const ZONES = {
  "Europe/Berlin": "W. Europe Standard Time",
  "Europe/Zurich": "W. Europe Standard Time",
  "Europe/Vienna": "W. Europe Standard Time",
  "Europe/Paris": "Romance Standard Time",
  "Europe/London": "GMT Standard Time",
  "Europe/Lisbon": "GMT Standard Time",
  "America/New_York": "Eastern Standard Time",
  "America/Chicago": "Central Standard Time",
  "America/Los_Angeles": "Pacific Standard Time",
  "America/Sao_Paulo": "E. South America Standard Time",
  "Asia/Tokyo": "Tokyo Standard Time",
  "Asia/Kolkata": "India Standard Time",
  "Asia/Singapore": "Singapore Standard Time",
  "Australia/Sydney": "AUS Eastern Standard Time",
};
const KINDS = ["#microsoft.graph.fileAttachment", "#microsoft.graph.itemAttachment", "#microsoft.graph.referenceAttachment"];

export const TYPES = { MESSAGE: 1, APPOINTMENT: 2, REQUEST: 3, COMPOSE: 4, ORGANIZER: 5, NONE: 6 };

// The part of an item's data that speaks of the person; level is what the add-in's manifest may.
export const person = (level) => ({
  permissionLevel: level,
  userDisplayName: me.name,
  userEmailAddress: me.mail,
  userTimeZone: ZONES[me.zone] ?? "UTC",
  userProfileType: "office365",
  hostVersion: "20250101.01",
  owaView: innerWidth > 760 ? "ThreeColumns" : "OneColumn",
  isRestIdSupported: true,
  ewsUrl: "https://outlook.office365.com/EWS/Exchange.asmx",
  restUrl: "https://outlook.office.com/api",
});

export const toOutlook = (recipient) =>
  recipient?.emailAddress ? { name: recipient.emailAddress.name ?? recipient.emailAddress.address, address: recipient.emailAddress.address } : null;
export const toGraph = ({ name, address }) => ({ emailAddress: { name: name || address, address } });

export const attachmentDetails = (file, id) => ({
  attachmentType: Math.max(0, KINDS.indexOf(file["@odata.type"])),
  contentType: file.contentType ?? "application/octet-stream",
  id,
  isInline: file.isInline,
  name: file.name,
  size: file.size,
});

export const plain = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll("style,script,head").forEach((one) => one.remove());
  page.querySelectorAll("br").forEach((one) => one.replaceWith("\n"));
  page.querySelectorAll("p,div,tr,li,h1,h2,h3,blockquote").forEach((one) => one.append("\n"));
  return page.body.textContent.replace(/\n{3,}/g, "\n\n").trimEnd();
};
export const asHtml = (text) => {
  const holder = document.createElement("div");
  holder.textContent = text;
  return holder.innerHTML.replace(/\r?\n/g, "<br>");
};
export const normalized = (subject) => subject.replace(/^(\s*(re|fw|fwd|aw|wg)\s*:\s*)+/i, "");
export const base64 = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
};
