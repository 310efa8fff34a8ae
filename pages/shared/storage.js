/**
 * What this browser remembers for a page. Some browsers forbid it, others have no room left: then the page remembers by itself, until it
 * is closed.
 */
function memory(storage) {
  const instead = new Map();
  return {
    stored(key) {
      try {
        return instead.get(key) ?? storage().getItem(key);
      } catch {
        return instead.get(key) ?? null;
      }
    },
    store(key, value) {
      try {
        storage().setItem(key, value);
        instead.delete(key);
      } catch {
        instead.set(key, value);
      }
    },
    unstore(key) {
      instead.delete(key);
      try {
        storage().removeItem(key);
      } catch {
        // Then there is nothing.
      }
    },
  };
}

/** For this device. */
export const { stored, store, unstore } = memory(() => localStorage);

/** For this tab. */
export const tab = memory(() => sessionStorage);
