// @ts-check
/** Commands of the ribbon that need no pane. Each ends with event.completed(), whatever happens (office-notes 1.2). */
import { call } from 'tandem/calls';
import { client, restId, snapshot } from 'tandem/item';
import { enter } from 'tandem/nested';
import { notice } from 'tandem/notice';
import { post } from 'tandem/session';

const KEY = 'tandem';
const PATIENCE = 8;
const STEP = 750;

/** @type {any} */
const office = window.Office;

/** @type {Record<string, 'informationalMessage' | 'progressIndicator' | 'errorMessage'>} */
const LOOKS = { DONE: 'informationalMessage', SOON: 'progressIndicator', LATER: 'informationalMessage', REFUSED: 'errorMessage', SIGNED_OUT: 'errorMessage' };

const host = await window.officeReady;
office.actions?.associate('quickSave', (/** @type {any} */ event) => run(quickSave, event));

/** @param {() => Promise<void>} command @param {any} event */
async function run(command, event) {
  try {
    await command();
  } catch {
    await notice(office, KEY, 'errorMessage', document.body.dataset.trouble ?? '');
  } finally {
    event.completed();
  }
}

/** Saves the open mail, and follows it for some seconds (pane U-66, U-167). */
async function quickSave() {
  const item = JSON.stringify({ ...(await described()), ...client(office, host) });
  let said = await ask('/office/save', item);
  if (said.state === 'SIGNED_OUT' && (await enter(office, 'acquireTokenSilent')) === 'in') {
    said = await ask('/office/save', item);
  }
  await say(said);
  for (let turn = 0; said.state === 'SOON' && turn < PATIENCE; turn++) {
    await new Promise((resolve) => setTimeout(resolve, STEP));
    said = await ask('/office/look', item);
  }
  // A progress bar would stay for ever.
  await say(said.state === 'SOON' ? { ...said, state: 'LATER' } : said);
}

async function described() {
  const told = await snapshot(office, 1, 1);
  return told.mode === 'compose' ? { ...told, itemId: restId(office, await call(office.context.mailbox.item, 'saveAsync')) } : told;
}

/** @param {string} path @param {string} item @returns {Promise<{state: string, text: string}>} */
async function ask(path, item) {
  const answer = await post(path, item);
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer.json();
}

/** @param {{state: string, text: string}} said */
function say(said) {
  return notice(office, KEY, LOOKS[said.state] ?? 'errorMessage', said.text);
}
