// What add-ins may ask of an item, by the number office.js gives the call. An item answers what it can; what it lacks is
// refused as a call that this surface does not support.
import { learn, pass, Refusal } from "./steering.js";

const NOT_SUPPORTED = 9032;
const TOKENS_RETIRED = 9018;
const FIELDS = ["to", "cc", "bcc"];
const TIMES = { 1: "start", 2: "end" };
const type = (parameters) => (parameters.coercionType === 3 ? "html" : "text");

const CALLS = {
  2: ["mailbox.getUserIdentityToken", () => retired()],
  3: ["item.loadCustomProperties", async (item, p, host) => ({ wasSuccessful: true, customProperties: JSON.stringify(await item.customProperties(host.id)) })],
  4: ["item.saveCustomProperties", (item, p, host) => item.saveCustomProperties(host.id, typeof p.customProperties === "string" ? JSON.parse(p.customProperties) : p.customProperties)],
  5: ["mailbox.makeEwsRequest", () => retired()],
  7: ["mailbox.displayNewAppointmentForm", (item, p, host) => host.newAppointment(p)],
  8: ["mailbox.displayMessageForm", (item, p, host) => host.openMessage(p.itemId)],
  9: ["mailbox.displayAppointmentForm", (item, p, host) => host.openAppointment(p.itemId)],
  10: ["item.displayReplyForm", (item, p, host) => host.reply(item, p, false)],
  12: ["mailbox.getCallbackToken", () => retired()],
  13: ["body.setSelectedData", (item, p) => item.insert(p.data, type(p))],
  14: ["body.getType", (item) => item.bodyType()],
  15: ["recipients.get", (item, p) => item.recipients(FIELDS[p.recipientField])],
  16: ["attachments.addFromUrl", (item, p) => item.attachUrl(p.uri, p.name, !!p.isInline)],
  17: ["subject.set", (item, p) => item.setSubject(p.subject)],
  18: ["subject.get", (item) => item.subject],
  19: ["attachments.addItem", (item, p) => item.attachItem(p.itemId, p.name)],
  20: ["attachments.remove", (item, p) => item.detach(p.attachmentIndex)],
  21: ["recipients.set", (item, p) => item.setRecipients(FIELDS[p.recipientField], p.recipientArray ?? [])],
  22: ["recipients.add", async (item, p) => item.setRecipients(FIELDS[p.recipientField], [...(await item.recipients(FIELDS[p.recipientField])), ...(p.recipientArray ?? [])])],
  23: ["body.prepend", (item, p) => item.prepend(p.data, type(p))],
  24: ["time.get", (item, p) => item.time(TIMES[p.TimeProperty])],
  25: ["time.set", (item, p) => item.setTime(TIMES[p.TimeProperty], p.time)],
  26: ["location.get", (item) => item.location()],
  27: ["location.set", (item, p) => item.setLocation(p.location)],
  28: ["item.getSelectedData", (item, p) => item.selection(type(p))],
  32: ["item.save", async (item) => item.save()],
  33: ["notifications.add", (item, p, host) => host.notices.add(item, p)],
  34: ["notifications.getAll", (item, p, host) => host.notices.all(item)],
  35: ["notifications.replace", (item, p, host) => host.notices.replace(item, p)],
  36: ["notifications.remove", (item, p, host) => host.notices.remove(item, p.key)],
  37: ["body.get", (item, p) => item.body(type(p))],
  38: ["body.set", (item, p) => item.setBody(p.data, type(p))],
  40: ["host.consent", () => null],
  41: ["item.close", (item, p, host) => host.closeItem(item)],
  42: ["host.closeApp", (item, p, host) => host.closePane()],
  44: ["mailbox.displayNewMessageForm", (item, p, host) => host.newMessage(p)],
  99: ["item.getInitializationContext", () => ""],
  100: ["body.appendOnSend", (item, p) => item.appendOnSend(p.data, type(p))],
  101: ["item.move", (item, p) => item.move(p.destinationFolder)],
  103: ["recurrence.get", (item) => item.recurrence()],
  104: ["recurrence.set", (item, p) => item.setRecurrence(p.recurrenceData)],
  107: ["from.get", (item) => item.from()],
  148: ["attachments.addFromBase64", (item, p) => item.attach(p.base64String, p.name, !!p.isInline)],
  149: ["attachments.getAll", (item) => item.attachmentDetails()],
  150: ["attachments.getContent", (item, p) => item.attachmentContent(p.id)],
  151: ["internetHeaders.get", (item, p) => item.headers(p.internetHeaderKeys)],
  152: ["internetHeaders.set", (item, p) => item.setHeaders(p.internetHeaderNameValuePairs)],
  153: ["internetHeaders.remove", (item, p) => item.removeHeaders(p.internetHeaderKeys)],
  154: ["locations.get", (item) => item.locations()],
  155: ["locations.add", (item, p) => item.addLocations(p.enhancedLocations)],
  156: ["locations.remove", (item, p) => item.removeLocations(p.enhancedLocations)],
  157: ["categories.get", (item) => item.categories()],
  158: ["categories.add", (item, p) => item.addCategories(names(p))],
  159: ["categories.remove", (item, p) => item.removeCategories(names(p))],
  160: ["masterCategories.get", (item, p, host) => host.master.all()],
  161: ["masterCategories.add", (item, p, host) => host.master.add(p.categoryDetails)],
  162: ["masterCategories.remove", (item, p, host) => host.master.remove(names(p))],
  163: ["host.telemetry", () => null],
  164: ["item.getItemId", (item) => item.itemId()],
  168: ["item.getAllInternetHeaders", (item) => item.allHeaders()],
  169: ["allDay.get", (item) => item.allDay()],
  170: ["allDay.set", (item, p) => item.setAllDay(p.isAllDayEvent)],
  173: ["body.setSignature", (item, p) => item.setSignature(p.data, type(p))],
  174: ["item.getComposeType", (item) => item.composeType()],
  175: ["item.isClientSignatureEnabled", () => false],
  176: ["item.disableClientSignature", () => null],
  185: ["sessionData.set", (item, p) => item.session.put(p.name, p.value)],
  186: ["sessionData.get", (item, p) => item.session.get(p.name)],
  187: ["sessionData.getAll", (item) => item.session.all()],
  188: ["sessionData.clear", (item) => item.session.clear()],
  189: ["sessionData.remove", (item, p) => item.session.remove(p.name)],
  193: ["host.telemetryOfContent", () => null],
  400: ["host.quality", () => null],
  401: ["host.trace", () => null],
  402: ["host.dataPoint", () => null],
  403: ["host.openLink", (item, p) => void open(p.launchUrl, "_blank", "noopener")],
  404: ["roamingSettings.save", (item, p, host) => host.saveSettings(p[0])],
};
// The same thing under several numbers: with and without a callback, with and without attachments.
for (const [number, same] of [[11, "all"], [30, 10], [31, "all"], [177, 7], [178, 44], [179, 8], [180, 9], [181, 10], [182, "all"], [183, 10], [184, "all"]]) {
  CALLS[number] = same === "all" ? ["item.displayReplyAllForm", (item, p, host) => host.reply(item, p, true)] : CALLS[same];
}
learn(Object.values(CALLS).map(([name]) => name));
// Calls that need no item.
const ITEMLESS = /^(mailbox|masterCategories|roamingSettings|host)\./;

function retired() {
  throw new Refusal(TOKENS_RETIRED, "Exchange Online gives no such tokens any more.");
}

const names = (p) => (p.categories ?? []).map((one) => one.displayName ?? one);

export async function execute(number, parameters, item, host) {
  const [name, run] = CALLS[number] ?? [];
  try {
    if (!run || (!item && !ITEMLESS.test(name))) {
      throw new Refusal(NOT_SUPPORTED);
    }
    const data = await pass(name, parameters, () => run(item, parameters, host));
    return number === 3 ? data : { error: false, data: data ?? null };
  } catch (problem) {
    const code = problem instanceof Refusal ? problem.code : problem instanceof TypeError ? NOT_SUPPORTED : 9042;
    if (!(problem instanceof Refusal)) {
      console.warn(`${name ?? number} was refused:`, problem);
    }
    return { error: true, errorCode: code, wasSuccessful: false, errorMessage: problem.message || undefined };
  }
}
