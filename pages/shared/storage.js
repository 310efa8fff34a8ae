/**
 * What this browser remembers for a page (localStorage). Some browsers forbid it, others have no room left: then the page remembers
 * by itself, until it is closed.
 */
const instead = new Map();

export function stored(key) {
  try {
    return instead.get(key) ?? localStorage.getItem(key);
  } catch {
    return instead.get(key) ?? null;
  }
}

export function store(key, value) {
  try {
    localStorage.setItem(key, value);
    instead.delete(key);
  } catch {
    instead.set(key, value);
  }
}

export function unstore(key) {
  instead.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Then there is nothing.
  }
}
