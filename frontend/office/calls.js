// @ts-check
/** One way to call office.js: promises that end in time, whatever the host does. */

const PATIENCE = 15_000;

/**
 * Calls an asynchronous method of office.js.
 * @param {any} owner
 * @param {string} method
 * @param {...any} args
 * @returns {Promise<any>}
 */
export function call(owner, method, ...args) {
  return new Promise((resolve, reject) => {
    if (!owner || typeof owner[method] !== 'function') {
      reject(new Error('unsupported'));
      return;
    }
    const timer = setTimeout(() => reject(new Error('timeout')), PATIENCE);
    owner[method](...args, (/** @type {any} */ result) => {
      clearTimeout(timer);
      if (result.status === 'succeeded') {
        resolve(result.value);
      } else {
        reject(new Error(String(result.error?.code ?? 'failed')));
      }
    });
  });
}

/**
 * As {@link call}; what cannot be had is the given value.
 * @param {any} fallback
 * @param {any} owner
 * @param {string} method
 * @param {...any} args
 * @returns {Promise<any>}
 */
export function callOr(fallback, owner, method, ...args) {
  return call(owner, method, ...args).catch(() => fallback);
}
