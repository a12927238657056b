// @ts-check
/** Says when the server cannot be reached, and goes on by itself when it can be again (pane section 2, Offline). */

const LOST = ['connection-lost', 'reconnecting'];
const SETTLING = 2_000;

/** @param {HTMLElement} pane */
export function watch(pane) {
  const state = /** @type {any} */ (window).Vaadin?.connectionState;
  const show = () => pane.toggleAttribute('data-offline', !navigator.onLine || LOST.includes(state?.state));
  state?.addStateChangeListener(show);
  window.addEventListener('online', show);
  window.addEventListener('offline', show);
  pane.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-again]')) {
      again(pane);
    }
  });
}

/** Flow tries again by itself; when it gave up although the server answers, the pane begins anew with the same item. */
async function again(/** @type {HTMLElement} */ pane) {
  const answer = await fetch('/office/session', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) {
    setTimeout(() => pane.hasAttribute('data-offline') && location.reload(), SETTLING);
  }
}
