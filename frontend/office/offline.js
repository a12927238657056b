// @ts-check
/** Says when the server cannot be reached, and goes on by itself when it can be again (pane section 2, Offline). */

const LOST = ['connection-lost', 'reconnecting'];
const SETTLING = 2_000;
/** Flow's own next try comes after five seconds. */
const FIRST_LOOK = 6_000;
const RAREST_LOOK = 30_000;

/** @param {HTMLElement} pane */
export function watch(pane) {
  const state = window.Vaadin?.connectionState;
  let looking = false;
  const show = () => {
    const lost = pane.toggleAttribute('data-offline', !navigator.onLine || LOST.includes(state?.state ?? ''));
    if (lost && !looking) {
      looking = true;
      untilBack(pane).finally(() => (looking = false));
    }
  };
  state?.addStateChangeListener(show);
  window.addEventListener('online', show);
  window.addEventListener('offline', show);
  pane.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-again]')) {
      again(pane);
    }
  });
}

/** Flow tries again by itself, but may believe itself lost for ever when several requests failed at once. */
async function untilBack(/** @type {HTMLElement} */ pane) {
  for (let wait = FIRST_LOOK; pane.hasAttribute('data-offline'); wait = Math.min(2 * wait, RAREST_LOOK)) {
    await pause(wait);
    if (navigator.onLine && pane.hasAttribute('data-offline')) {
      await again(pane);
    }
  }
}

/**
 * When Flow gave up although the server answers, the pane begins anew with the same item. Over a form it goes on instead, so
 * that nothing typed is lost; Flow says so again if it is lost indeed.
 */
async function again(/** @type {HTMLElement} */ pane) {
  const answer = await fetch('/office/session', { cache: 'no-store' }).catch(() => null);
  if (!answer?.ok) {
    return;
  }
  await pause(SETTLING);
  if (!pane.hasAttribute('data-offline')) {
    return;
  }
  if (pane.querySelector('.bar.form')) {
    const state = window.Vaadin?.connectionState;
    if (state) {
      state.state = 'connected';
    }
  } else {
    location.reload();
  }
}

/** @param {number} millis */
const pause = (millis) => new Promise((done) => setTimeout(done, millis));
