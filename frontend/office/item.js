// @ts-check
/** What the pane tells the server of the open item. */
import { callOr } from 'tandem/calls';

const MOST_PEOPLE = 500;
const MOST_FILES = 200;

/** @param {any} office */
export function kindOf(office) {
  const item = office.context.mailbox?.item;
  if (!item) {
    return { kind: 'none', mode: 'read' };
  }
  const compose = typeof item.subject === 'object';
  const appointment = item.itemType === office.MailboxEnums.ItemType.Appointment;
  const request = !appointment && /^IPM\.Schedule\.Meeting/i.test(item.itemClass ?? '');
  return { kind: appointment ? 'appointment' : request ? 'invitation' : 'message', mode: compose ? 'compose' : 'read' };
}

/**
 * Everything the server needs of the item, in one piece.
 * @param {any} office
 * @param {number} seq grows with every change
 * @param {number} selection the same as long as the item stays open
 */
export async function snapshot(office, seq, selection) {
  const { kind, mode } = kindOf(office);
  const common = { seq, selection, kind, mode, mailbox: office.context.mailbox?.userProfile?.emailAddress ?? '' };
  const item = office.context.mailbox?.item;
  if (kind === 'none') {
    return common;
  }
  const rest = mode === 'read' ? { ...common, ...read(office, item) } : { ...common, ...(await written(office, item)) };
  return rest;
}

/** @param {any} office @param {any} item */
function read(office, item) {
  const appointment = item.itemType === office.MailboxEnums.ItemType.Appointment;
  return {
    itemId: restId(office, item.itemId),
    messageId: item.internetMessageId ?? null,
    conversationId: item.conversationId ?? null,
    itemClass: item.itemClass ?? '',
    subject: item.subject ?? '',
    from: person(appointment ? item.organizer : item.from),
    to: people(appointment ? item.requiredAttendees : item.to),
    cc: people(appointment ? item.optionalAttendees : item.cc),
    bcc: [],
    created: time(item.dateTimeCreated),
    start: time(item.start),
    end: time(item.end),
    files: files(item.attachments),
  };
}

/** @param {any} office @param {any} item */
async function written(office, item) {
  const appointment = !!item.requiredAttendees;
  const [id, subject, to, cc, bcc, attached] = await Promise.all([
    callOr(null, item, 'getItemIdAsync'),
    callOr('', item.subject, 'getAsync'),
    callOr([], appointment ? item.requiredAttendees : item.to, 'getAsync'),
    callOr([], appointment ? item.optionalAttendees : item.cc, 'getAsync'),
    appointment ? [] : callOr([], item.bcc, 'getAsync'),
    callOr([], item, 'getAttachmentsAsync'),
  ]);
  return {
    itemId: restId(office, id),
    messageId: null,
    conversationId: item.conversationId ?? null,
    itemClass: '',
    subject,
    from: null,
    to: people(to),
    cc: people(cc),
    bcc: people(bcc),
    files: files(attached),
  };
}

/**
 * An item's id as Graph writes it.
 * @param {any} office
 * @param {string | null | undefined} id
 */
export function restId(office, id) {
  if (!id) {
    return null;
  }
  const mailbox = office.context.mailbox;
  return typeof mailbox.convertToRestId === 'function' ? mailbox.convertToRestId(id, 'v2.0') : id;
}

/** @param {any} who */
function person(who) {
  return who?.emailAddress ? { name: who.displayName ?? '', address: who.emailAddress } : null;
}

/** @param {any[] | undefined} list */
function people(list) {
  return (list ?? []).slice(0, MOST_PEOPLE).map(person).filter(Boolean);
}

/** @param {any[] | undefined} list */
function files(list) {
  return (list ?? []).slice(0, MOST_FILES).map((file) => ({
    id: file.id,
    name: file.name ?? '',
    size: file.size ?? 0,
    type: file.attachmentType ?? 'file',
    inline: !!file.isInline,
  }));
}

/** @param {Date | undefined} date */
function time(date) {
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

/**
 * The Outlook around us.
 * @param {any} office
 * @param {any} host what Office.onReady said
 */
export function client(office, host) {
  return {
    host: host?.host ?? '',
    platform: host?.platform ?? '',
    language: office?.context?.displayLanguage ?? navigator.language,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
