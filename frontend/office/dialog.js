// @ts-check
/** Sign-in in a window of its own, which answers with a one-time code (design.md section 7). */

const CLOSED = 12006;

/**
 * Opens a page of ours and waits for its answer. Without Outlook a plain window does.
 * @param {any} office
 * @param {string} url
 * @returns {Promise<{code?: string, error?: string}>}
 */
export function ask(office, url) {
  return office?.context?.ui?.displayDialogAsync && office.context.mailbox ? inOutlook(office, url) : inWindow(url);
}

/** @param {any} office @param {string} url @returns {Promise<{code?: string, error?: string}>} */
function inOutlook(office, url) {
  return new Promise((resolve) => {
    office.context.ui.displayDialogAsync(url, { height: 70, width: 40, promptBeforeOpen: false }, (/** @type {any} */ opened) => {
      if (opened.status !== 'succeeded') {
        resolve({ error: String(opened.error?.code ?? 'blocked') });
        return;
      }
      const dialog = opened.value;
      dialog.addEventHandler(office.EventType.DialogMessageReceived, (/** @type {any} */ event) => {
        if (event.origin && event.origin !== location.origin) {
          return;
        }
        dialog.close();
        resolve(read(event.message));
      });
      dialog.addEventHandler(office.EventType.DialogEventReceived, (/** @type {any} */ event) =>
        resolve({ error: String(event.error ?? CLOSED) }));
    });
  });
}

/** @param {string} url @returns {Promise<{code?: string, error?: string}>} */
function inWindow(url) {
  return new Promise((resolve) => {
    const opened = window.open(url, '_blank', 'popup,width=560,height=720');
    if (!opened) {
      resolve({ error: '12011' });
      return;
    }
    const timer = setInterval(() => {
      if (opened.closed) {
        done({ error: String(CLOSED) });
      }
    }, 500);
    /** @param {MessageEvent} event */
    const heard = (event) => {
      if (event.origin === location.origin && event.source === opened && typeof event.data === 'string') {
        opened.close();
        done(read(event.data));
      }
    };
    /** @param {{code?: string, error?: string}} answer */
    const done = (answer) => {
      clearInterval(timer);
      window.removeEventListener('message', heard);
      resolve(answer);
    };
    window.addEventListener('message', heard);
  });
}

/** @param {string} message @returns {{code?: string, error?: string}} */
function read(message) {
  try {
    const answer = JSON.parse(message);
    return typeof answer.code === 'string' ? { code: answer.code } : { error: 'empty' };
  } catch {
    return { error: 'empty' };
  }
}
