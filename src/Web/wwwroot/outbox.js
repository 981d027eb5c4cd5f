// What is not sent yet, in the browser's storage: one entry a message, so that tabs never overwrite each other's.

const spare = new Map(); // Where storage is off or full, this tab remembers.

export function read(prefix) {
  const found = new Map([...spare].filter(([key]) => key.startsWith(prefix)));
  for (let i = 0; i < localStorage.length; i++) {
    const key = localStorage.key(i);
    if (key.startsWith(prefix))
      found.set(key, localStorage.getItem(key));
  }
  return [...found.values()];
}

export function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    spare.set(key, value);
  }
}

export function remove(key) {
  spare.delete(key);
  localStorage.removeItem(key);
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
