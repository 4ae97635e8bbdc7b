// What a page of the app needs before its framework is alive, and whatever state that is in:
// the connection, the drafts, the announcement of a new page, the offline pages.
(() => {
  const root = document.documentElement;

  // The connection. A page is "lost" when its socket stayed shut for a moment, or when the device
  // says that it has no network; the banner is shown by CSS through data-connection.
  const sockets = new Set();
  let waiting;
  const show = (within) => {
    const banner = within.querySelector("#connection-banner");
    if (banner) banner.hidden = root.dataset.connection !== "lost";
  };
  const say = (state) => {
    if (root.dataset.connection === state) return;
    root.dataset.connection = state;
    show(document);
    dispatchEvent(new CustomEvent("passport:connection", { detail: state }));
  };
  const look = () => {
    const open = [...sockets].some((socket) => socket.readyState === WebSocket.OPEN);
    if (open || !navigator.onLine) {
      clearTimeout(waiting);
      waiting = undefined;
      return say(open && navigator.onLine ? "open" : "lost");
    }
    // Counted from the first loss: each attempt to come back that fails closes a socket too.
    waiting ??= setTimeout(() => say("lost"), 2500);
  };
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      sockets.add(this);
      this.addEventListener("open", look);
      this.addEventListener("close", () => {
        sockets.delete(this);
        if (document.visibilityState === "visible") look();
      });
    }
  };
  // A phone that left the Wi-Fi keeps a socket that leads nowhere: shut it, a new one follows.
  const shut = () => {
    for (const socket of sockets) socket.close();
    look();
  };
  addEventListener("offline", shut);
  addEventListener("online", shut);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });

  // Drafts. What is typed stays in this tab until it is sent. The key comes from a cookie that the
  // login sets: another person in the same tab finds nothing, and on a shared phone there is no
  // cookie, so nothing is kept.
  const FIELDS = ["textarea", "input:not([type])", ...["text", "email", "tel", "search"].map((type) => `input[type=${type}]`)]
    .map((field) => `.frame ${field}[name]:not([data-draft=no])`)
    .join();
  const key = (field) => {
    const who = /(?:^|; )draft=([\w-]+)/.exec(document.cookie)?.[1];
    return who && ["draft", who, location.pathname, field.form?.getAttribute("action"), field.id, field.name].join();
  };
  const forget = (form) => {
    for (const field of form.querySelectorAll(FIELDS)) {
      const name = key(field);
      if (name) sessionStorage.removeItem(name);
    }
  };
  addEventListener("input", ({ target }) => {
    const name = target instanceof Element && target.matches(FIELDS) && key(target);
    if (!name) return;
    if (target.value === target.defaultValue) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, target.value);
  });
  addEventListener("reset", ({ target }) => forget(target));
  addEventListener("submit", ({ target }) => {
    if (target.matches("[data-forget]")) {
      sessionStorage.clear();
      // The framework writes the token of the tab back as long as the page lives.
      addEventListener("pagehide", () => sessionStorage.clear());
      return;
    }
    // What is sent while the network is gone must survive until it is back.
    if (root.dataset.connection !== "lost") {
      forget(target);
      return;
    }
    addEventListener("passport:connection", () => forget(target), { once: true });
  });
  const restore = (within) => {
    for (const field of within.querySelectorAll(FIELDS)) {
      const name = key(field);
      const typed = name && field.value === field.defaultValue && sessionStorage.getItem(name);
      if (typed) field.value = typed;
    }
  };

  // A new page without a new document: say its title, and put the focus on its heading.
  const announcer = document.createElement("div");
  announcer.setAttribute("aria-live", "polite");
  announcer.className = "sr-only";
  let path = location.pathname;
  let settling;
  const arrive = () => {
    if (location.pathname === path) return;
    clearTimeout(settling);
    settling = setTimeout(() => {
      const heading = document.querySelector("h1");
      if (!heading) return;
      path = location.pathname;
      announcer.textContent = document.title;
      heading.tabIndex = -1;
      heading.focus();
      restore(document);
    }, 60);
  };
  addEventListener("DOMContentLoaded", () => {
    document.body.append(announcer);
    restore(document);
    new MutationObserver((changes) => {
      arrive();
      for (const change of changes) {
        for (const node of change.addedNodes) {
          if (!(node instanceof Element)) continue;
          restore(node);
          show(node);
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
    show(document);
    addEventListener("load", () => {
      look();
      if (isSecureContext) navigator.serviceWorker?.register("/sw.js").catch(() => {});
    });
  });
})();
