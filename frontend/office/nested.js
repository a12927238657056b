// @ts-check
/**
 * Nested app authentication: Outlook vouches for its person, so that a known mailbox is signed in without a window. The
 * library is loaded only where Outlook says that it takes part; the token is sent once and kept nowhere.
 */
import { door, post } from 'tandem/session';

/** @typedef {'in' | 'ask' | 'cancelled' | 'unknown' | 'off' | 'failed' | 'none'} Outcome */

/** @type {Record<number, Outcome>} */
const REFUSED = { 403: 'off', 404: 'unknown', 409: 'ask' };

/** @type {Promise<any> | undefined} */
let started;

/** @param {any} office */
export function isSupported(office) {
  return !!office?.context?.mailbox && office.context.requirements?.isSetSupported('NestedAppAuth', '1.1') === true;
}

/**
 * Tries to sign in.
 * @param {any} office
 * @param {'acquireTokenSilent' | 'acquireTokenPopup'} how
 * @returns {Promise<Outcome>}
 */
export async function enter(office, how) {
  if (!isSupported(office)) {
    return 'none';
  }
  const msal = await import('tandem/msal');
  try {
    const { client, authority, scope } = await door();
    started ??= msal.createNestablePublicClientApplication({
      auth: { clientId: client, authority },
      cache: { cacheLocation: 'memoryStorage' },
      system: { loggerOptions: { loggerCallback: () => {} } },
    });
    const app = await started;
    const { accessToken } = await app[how]({ scopes: [scope] });
    const asked = how === 'acquireTokenPopup';
    const answer = await post(`/office/session?asked=${asked}`, '', { Authorization: `Bearer ${accessToken}` });
    return answer.ok ? 'in' : REFUSED[answer.status] ?? 'failed';
  } catch (problem) {
    if (problem instanceof msal.InteractionRequiredAuthError) {
      return 'ask';
    }
    // Written both ways: by the library, and by services behind it.
    return /^user_cancell?ed$/.test(/** @type {any} */ (problem)?.errorCode) ? 'cancelled' : 'failed';
  }
}

/**
 * The screen for signing in is there.
 * @param {HTMLElement} screen
 * @param {boolean} silently whether to try without a click
 */
export async function arrive(screen, silently) {
  await window.officeReady;
  const office = window.Office;
  const button = screen.querySelector('[data-nested]');
  if (!isSupported(office) || !(button instanceof HTMLElement)) {
    return;
  }
  const pane = /** @type {any} */ (screen.closest('.pane'));
  button.addEventListener('click', async () => {
    const outcome = await enter(office, 'acquireTokenPopup');
    if (outcome === 'in') {
      location.reload();
    } else {
      pane.$server.signedIn('', outcome);
    }
  });
  const outcome = silently ? await enter(office, 'acquireTokenSilent') : 'ask';
  if (outcome === 'in') {
    location.reload();
  } else if (outcome === 'ask') {
    button.removeAttribute('hidden');
  } else if (outcome === 'off') {
    pane.$server.signedIn('', outcome);
  }
}
