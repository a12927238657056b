// @ts-check
/** What the pane writes into the open draft. */
import { of } from 'tandem/bridge';
import { call, callOr } from 'tandem/calls';

const LONGEST_SUBJECT = 255;

/**
 * The subject as it stands now: nothing tells when somebody types in it.
 * @param {number} asked the selection that is the draft
 */
export function subject(asked) {
  return of(asked, (item) => call(item.subject, 'getAsync'));
}

/**
 * Puts a text where the cursor stands, at the start when it stands nowhere, in the form that this body takes: markup in a
 * body of plain text is an error. A subject is set where there is none, or instead of the one there when that is wanted.
 * @param {number} asked the selection that is the draft
 * @param {string} html
 * @param {string} text the same without markup
 * @param {string} line the subject; empty for none
 * @param {boolean} instead of the subject there
 * @returns {Promise<'none' | 'set' | 'kept' | 'refused'>} what became of the subject
 */
export function insert(asked, html, text, line, instead) {
  return of(asked, async (item) => {
    const form = await call(item.body, 'getTypeAsync');
    await call(item.body, 'setSelectedDataAsync', form === 'html' ? html : text, { coercionType: form });
    return line ? entitle(item, line, instead) : 'none';
  });
}

/** @param {any} item @param {string} line @param {boolean} instead */
async function entitle(item, line, instead) {
  const present = await callOr(line, item.subject, 'getAsync');
  if (present.trim() && !instead) {
    return 'kept';
  }
  return callOr('refused', item.subject, 'setAsync', line.slice(0, LONGEST_SUBJECT)).then((answer) => answer ?? 'set');
}
