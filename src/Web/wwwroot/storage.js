// The browser's storage. Where it is off or full, this tab remembers.

const spare = new Map();

export function get(key) {
  return spare.get(key) ?? stored()?.getItem(key) ?? null;
}

/** @returns {string[]} All of which the beginning is the prefix. */
export function keys(prefix) {
  const found = new Set(spare.keys());
  for (let i = 0, from = stored(); i < (from?.length ?? 0); i++)
    found.add(from.key(i));
  return [...found].filter(key => key.startsWith(prefix));
}

export function set(key, value) {
  try {
    localStorage.setItem(key, value);
    spare.delete(key);
  } catch {
    spare.set(key, value);
  }
}

export function remove(key) {
  spare.delete(key);
  stored()?.removeItem(key);
}

// A browser that keeps nothing for sites throws at the name alone.
function stored() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
