/** Keeps the page on the device: its service worker, and the browser's offer to put it on the home screen. */

const scripts = globalThis.trustedTypes?.createPolicy('tallystick', {
  createScriptURL(path) {
    if (!/^\/(wallet|till)\/sw\.js$/.test(path)) throw new TypeError('not a script of ours');
    return path;
  },
});

/** @param {string} page `/wallet` or `/till` */
export async function keepPage(page) {
  const path = `${page}/sw.js`;
  await navigator.serviceWorker?.register(scripts?.createScriptURL(path) ?? path, { scope: page });
}

/** Forgets what {@link keepPage} has kept. */
export async function forgetPage(page) {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith(`tallystick${page}-`)).map((name) => caches.delete(name)));
  const registration = await navigator.serviceWorker?.getRegistration(page);
  await registration?.unregister();
}
