// @ts-check
/** Where somebody was in a screen: its scroll position and its focus come back with it (pane U-46). */

const MOST = 50;

/** @typedef {{ top: number, focus: number[] }} Place */
/** @type {Map<string, Place>} */
const places = new Map();
/** @type {WeakSet<Element>} */
const watched = new WeakSet();
let shownNow = '';

/**
 * A screen is shown, for the first time or again. Focus is moved only when it is in the pane already: nobody who reads or
 * writes in Outlook loses theirs.
 * @param {HTMLElement} frame
 * @param {string} screen its number
 */
export function shown(frame, screen) {
  const content = /** @type {HTMLElement} */ (frame.querySelector('.content'));
  watch(frame, content);
  shownNow = screen;
  const before = places.get(screen);
  if (!before) {
    remember(screen, { top: 0, focus: [] });
  }
  content.scrollTop = before?.top ?? 0;
  if (document.hasFocus() && document.activeElement === document.body) {
    const target = (before && at(frame, before.focus)) ?? frame.querySelector('h1');
    /** @type {HTMLElement | null} */ (target)?.focus({ preventScroll: true });
  }
}

/** @param {string} screen @param {Place} place */
function remember(screen, place) {
  places.set(screen, place);
  if (places.size > MOST) {
    places.delete(/** @type {string} */ (places.keys().next().value));
  }
}

/** @param {HTMLElement} frame @param {HTMLElement} content */
function watch(frame, content) {
  if (watched.has(frame)) {
    return;
  }
  watched.add(frame);
  // a screen that is exchanged already tells of its scrolling to nought before the next one is said to be shown
  const isThere = () => content.querySelector(':scope > [data-screen]')?.getAttribute('data-screen') === String(shownNow);
  const top = () => isThere() && note((place) => (place.top = content.scrollTop));
  content.addEventListener('scroll', top, { passive: true });
  // browsers tell of scrolling a frame later, and what is pressed may take the screen away before
  ['keydown', 'pointerdown', 'click'].forEach((name) => frame.addEventListener(name, top, true));
  frame.addEventListener('focusin', (event) => note((place) => (place.focus = path(frame, /** @type {Element} */ (event.target)))));
}

/** @param {(place: Place) => void} change */
function note(change) {
  const place = places.get(shownNow);
  if (place) {
    change(place);
  }
}

/** Which child of which child it is: a screen that comes back is built anew, in the same shape. @param {Element} frame @param {Element} element */
function path(frame, element) {
  const steps = [];
  for (let one = element; one !== frame && one.parentElement; one = one.parentElement) {
    steps.unshift(Array.prototype.indexOf.call(one.parentElement.children, one));
  }
  return steps;
}

/** @param {Element} frame @param {number[]} steps */
function at(frame, steps) {
  /** @type {Element | undefined} */
  let element = frame;
  for (const step of steps) {
    element = element?.children[step];
  }
  return element === frame || !(element instanceof HTMLElement) || element.tabIndex < 0 ? null : element;
}
