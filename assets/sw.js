// Keeps the files of one build, and shows a calm page when there is no network.
// Pages and answers are private: they are never kept.
const CACHE = "passport-__BUILD__";
const LANGUAGES = __LANGUAGES__;
const OFFLINE = ["/offline.html", ...LANGUAGES.map((code) => `/${code}/offline.html`)];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(OFFLINE))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

const offlinePage = (url) => {
  const first = url.pathname.split("/")[1];
  return caches.match(LANGUAGES.includes(first) ? `/${first}/offline.html` : "/offline.html");
};

const kept = async (request) => {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) cache.put(request, answer.clone());
  return answer;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => offlinePage(url)));
  } else if (/^\/(assets|fonts|icons)\//.test(url.pathname)) {
    event.respondWith(kept(request));
  }
});
