// @ts-check
/** The way from our own scripts to the server, beside Flow: with the session's token against forged requests. */

/** @returns {Promise<{signedIn: boolean, header: string, token: string} & Record<string, string>>} */
export async function door() {
  const answer = await fetch('/office/session', { cache: 'no-store' });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer.json();
}

/** The person signed out here: the browser remembers it, so that nothing signs them in again unasked. */
export async function leave() {
  await post('/office/leave', '');
}

/**
 * Sends JSON.
 * @param {string} path
 * @param {string} body
 * @param {Record<string, string>} [headers]
 */
export async function post(path, body, headers = {}) {
  const { header, token } = await door();
  return fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', [header]: token, ...headers }, body });
}
