/* global PAGE, SHELL, VERSION */
/**
 * The service worker of a page: keeps the page itself, so that it opens in a dead spot. What it shows is the page's own business:
 * no answer of the interface is kept here.
 */
const CACHE = `tallystick${PAGE}-${VERSION}`;
const HASHED = SHELL.filter((path) => /\.[0-9a-f]{12}\./.test(path));
const BRANDED = SHELL.filter((path) => !HASHED.includes(path));

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(HASHED).then(() => keepBranded(cache)))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const former = (name) => name.startsWith(`tallystick${PAGE}-`) && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(former).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/** Name and colour change without a new version. A page of another version names files that are not kept here. */
async function keepBranded(cache) {
  const [page, ...more] = await Promise.all(BRANDED.map((path) => fetch(new Request(path, { cache: 'no-cache' }))));
  const text = await page.clone().text();
  if (![page, ...more].every((one) => one.ok) || !HASHED.every((path) => text.includes(path))) throw new TypeError('not of this version');
  await Promise.all([page, ...more].map((one, n) => cache.put(BRANDED[n], one)));
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === location.origin && (url.pathname === PAGE || url.pathname.startsWith(`${PAGE}/`));
  if (event.request.method === 'GET' && ours && url.pathname !== `${PAGE}/sw.js`) {
    event.respondWith(
      caches
        .open(CACHE)
        .then((cache) => cache.match(url.pathname))
        .then((kept) => kept ?? fetch(event.request)),
    );
    if (url.pathname === PAGE) event.waitUntil(caches.open(CACHE).then(keepBranded).catch(() => {}));
  }
});
