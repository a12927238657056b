// @ts-check
/** The pane's end of Outlook: what is open, what changes, and what the server wants done there (pane U-50). */
import { call, callOr } from 'tandem/calls';
import { ask } from 'tandem/dialog';
import { client, restId, snapshot } from 'tandem/item';
import { watch } from 'tandem/offline';
import { wear } from 'tandem/theme';

const SETTLING = 150;
const ANOTHER = 'another';

/** @type {any} */
const office = window.Office;
/** Grows with everything that changes; the server throws away what belongs to a smaller one (pane U-55). */
let seq = 0;
/** The seq at which the open item was opened: the same as long as it is only edited. */
let selection = 0;
/** Tells the server what is open, as soon as it stands still. */
let soon = () => {};

/**
 * Connects the pane's element on the server with Outlook.
 * @param {any} pane the element with $server
 * @param {number} told the last seq that the server knows, of a pane that is loaded again
 * @param {number} of the item that was open then
 */
export async function start(pane, told, of) {
  seq = told;
  selection = of || told + 1;
  const host = await window.officeReady;
  wear(office?.context?.officeTheme);
  watch(pane);
  const mailbox = office?.context?.mailbox;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let changed = 0;
  const tell = async () => {
    const now = ++seq;
    const item = mailbox ? await snapshot(office, now, selection) : { seq: now, selection, kind: 'none', mode: 'read', mailbox: '' };
    if (now === seq) {
      // what is typed is told in a while, and must be known before another item may take its place (pane U-56)
      pane.dispatchEvent(new Event('typed'));
      await pane.$server.itemChanged(JSON.stringify({ ...item, ...client(office, host) }));
      if (now === seq) {
        pane.removeAttribute('data-switching');
      }
    }
  };
  soon = () => {
    seq++;
    pane.setAttribute('data-switching', '');
    clearTimeout(timer);
    const calm = performance.now() - changed > SETTLING;
    changed = performance.now();
    timer = setTimeout(tell, calm ? 0 : SETTLING);
  };
  if (mailbox) {
    on(mailbox, office.EventType.ItemChanged, () => {
      selection = seq + 1;
      soon();
    });
    on(mailbox, office.EventType.OfficeThemeChanged, (event) => wear(event.officeTheme));
    follow(mailbox.item, soon);
  }
  pane.addEventListener('click', (/** @type {MouseEvent} */ event) => clicked(event, pane));
  await tell();
}

/** @param {any} item @param {() => void} changed */
function follow(item, changed) {
  if (item && typeof item.subject === 'object') {
    ['RecipientsChanged', 'AttachmentsChanged', 'AppointmentTimeChanged'].forEach((name) => on(item, office.EventType[name], changed));
  }
}

/** @param {any} source @param {string | undefined} type @param {(event: any) => void} handler */
function on(source, type, handler) {
  if (type && typeof source.addHandlerAsync === 'function') {
    callOr(null, source, 'addHandlerAsync', type, handler);
  }
}

/** Windows open in the click itself: a click that first goes to the server comes back too late for the browser. */
async function clicked(/** @type {MouseEvent} */ event, /** @type {any} */ pane) {
  const button = event.target instanceof Element ? event.target.closest('[data-dialog]') : null;
  if (!(button instanceof HTMLElement) || button.hasAttribute('disabled')) {
    return;
  }
  const answer = await ask(office, new URL(button.dataset.dialog ?? '', location.href).href);
  pane.$server.signedIn(answer.code ?? '', answer.error ?? '');
}

/** Tells what is open once more, as somebody wants it read anew (pane U-37). */
export function again() {
  soon();
}

/**
 * What Outlook answers of one item. Office.js always means the item that is open, so an answer counts only when that was
 * the same one all the time (pane U-55).
 * @template T
 * @param {number} asked the selection
 * @param {(item: any) => Promise<T>} question
 */
export async function of(asked, question) {
  const answer = asked === selection ? await question(office.context.mailbox.item) : null;
  if (asked !== selection) {
    throw new Error(ANOTHER);
  }
  return /** @type {T} */ (answer);
}

/**
 * The item's text, asked for only when somebody needs it.
 * @param {'text' | 'html'} form
 * @param {number} asked the selection whose text it is
 */
export function body(form, asked) {
  return of(asked, (item) => call(item.body, 'getAsync', form));
}

/**
 * Lets Outlook store the draft, so that it has an id; asked for only when somebody needs it (pane U-61).
 * @param {number} asked the selection that is the draft
 */
export function saveDraft(asked) {
  return of(asked, async (item) => restId(office, await call(item, 'saveAsync')));
}
