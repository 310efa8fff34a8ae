/* global PAGE, SHELL, VERSION */
/**
 * The service worker of a page: keeps the page itself, so that it opens in a dead spot. What it shows is the page's own business:
 * no answer of the interface is kept here.
 */
const CACHE = `tallystick${PAGE}-${VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(SHELL.map((path) => new Request(path, { cache: 'no-cache' }))))
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
  }
});
