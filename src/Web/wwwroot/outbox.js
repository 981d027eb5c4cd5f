// What is not sent yet, in the browser's storage: one entry a message, so that tabs never overwrite each other's.

import { get, keys } from './storage.js';

export { remove, set as write } from './storage.js';

export function read(prefix) {
  return keys(prefix).map(get);
}

// Tells the page when another tab changes an entry.
export function watch(prefix, page) {
  addEventListener('storage', e => {
    if (e.key?.startsWith(prefix))
      page.invokeMethodAsync('OnChanged');
  });
}

// Lets one tab at a time send. Without locks, as over plain HTTP, the idempotency keys alone make a second try harmless.
export async function alone(name, page) {
  const run = () => page.invokeMethodAsync('RunAsync');
  await (navigator.locks ? navigator.locks.request(name, run) : run());
}
