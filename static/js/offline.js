/*
 * The service worker: while there is no network it shows a page that says so.
 * In: OFFLINE, written above by the view: name, page, sheets. Out: that page and its style sheets,
 * kept in this browser. Nothing else is ever kept: no answer, no figure, no address of an assessment.
 */
"use strict";

const keep = async () => {
  const cache = await caches.open(OFFLINE.name);
  const files = [OFFLINE.page, ...OFFLINE.sheets];
  await cache.addAll(files.map((file) => new Request(file, { cache: "reload" })));
  await self.skipWaiting();
};

const forgetOlder = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== OFFLINE.name).map((name) => caches.delete(name)));
  await self.clients.claim();
};

const kept = (address) => caches.match(address, { ignoreVary: true });

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));

/* What a form sends is left to the browser: it offers to send it again. */
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => kept(OFFLINE.page)));
  } else if (OFFLINE.sheets.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});
