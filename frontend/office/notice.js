// @ts-check
/** Lines under the item's header in Outlook (pane U-2). */
import { callOr } from 'tandem/calls';

const LONGEST = 150;

/**
 * Puts a line there in place of that key's last one.
 * @param {any} office
 * @param {string} key
 * @param {'informationalMessage' | 'progressIndicator' | 'errorMessage'} type
 * @param {string} message
 */
export function notice(office, key, type, message) {
  const text = message.length > LONGEST ? `${message.slice(0, LONGEST - 1)}…` : message;
  const details = { type, message: text, ...(type === 'informationalMessage' ? { icon: 'Open.16', persistent: false } : {}) };
  return callOr(null, office.context.mailbox?.item?.notificationMessages, 'replaceAsync', key, details);
}
