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
  // The server let an event fall: too many came at once. Said for a while, then taken away.
  const SLOWER = '42/_event,["slower"]';
  let slowing;
  const slower = () => {
    dispatchEvent(new Event("passport:slower"));
    const banner = document.getElementById("slower-banner");
    if (!banner) return;
    banner.hidden = false;
    clearTimeout(slowing);
    slowing = setTimeout(() => {
      banner.hidden = true;
      // What fell may be the opening of the page.
      if (document.querySelector(".late")) location.reload();
    }, 8000);
  };
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      sockets.add(this);
      this.addEventListener("open", look);
      this.addEventListener("message", ({ data }) => data === SLOWER && slower());
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
  const drafts = (form) => [...form.querySelectorAll(FIELDS)].map(key).filter(Boolean);
  const forget = (form) => drafts(form).forEach((name) => sessionStorage.removeItem(name));
  // A form that the browser sends says that it was taken by the address that it comes back to.
  const SENT = "draft,sent";
  const sent = sessionStorage.getItem(SENT);
  if (sent) {
    sessionStorage.removeItem(SENT);
    if (/[?&]fait=/.test(location.search)) sent.split("\n").forEach((name) => sessionStorage.removeItem(name));
  }
  addEventListener("input", ({ target }) => {
    const name = target instanceof Element && target.matches(FIELDS) && key(target);
    if (!name) return;
    if (target.value === target.defaultValue) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, target.value);
  });
  addEventListener("reset", ({ target }) => forget(target));
  // A file that the server would refuse is refused here, where nothing is lost.
  addEventListener("change", ({ target }) => {
    if (!(target instanceof Element) || !target.matches("[data-heaviest]")) return;
    const heavy = [...target.files].some(({ size }) => size > Number(target.dataset.heaviest));
    target.setCustomValidity(heavy ? target.dataset.tooHeavy : "");
    if (heavy) target.reportValidity();
  });
  addEventListener("submit", ({ target }) => {
    if (target.matches("[data-forget]")) {
      sessionStorage.clear();
      // The framework writes the token of the tab back as long as the page lives.
      addEventListener("pagehide", () => sessionStorage.clear());
      return;
    }
    // Its page says itself when what was sent is taken.
    if (target.matches("[data-keeps]")) {
      if (target.enctype === "multipart/form-data") sessionStorage.setItem(SENT, drafts(target).join("\n"));
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
  let { pathname: path, search: step } = location;
  let title = document.title;
  let settling;
  const arrive = () => {
    const within = location.pathname === path;
    if (within && location.search === step) return;
    clearTimeout(settling);
    // The title may come after the page, and a step of a page after its address.
    let patience = within ? 50 : 10;
    const arrived = () => {
      const heading = document.querySelector(within ? "[data-step]" : "h1");
      if (!heading && !within) return;
      const late = within ? !heading : document.title === title;
      if (late && patience--) return void (settling = setTimeout(arrived, 60));
      ({ pathname: path, search: step } = location);
      if (!within) announcer.textContent = title = document.title;
      if (!heading) return;
      heading.tabIndex = -1;
      heading.focus();
      restore(document);
    };
    settling = setTimeout(arrived, 60);
  };

  // Nobody there for long: ask, and on a device that is somebody else's, close. The server does so
  // by itself; here the page says it a minute before, and leaves nothing on the screen.
  const ASKED_MS = 60_000;
  const device = () => /(?:^|; )device=(own|lent)-(\d+)/.exec(document.cookie);
  const lent = () => device()?.[1] === "lent";
  const tabs = window.BroadcastChannel && new BroadcastChannel("passport:here");
  let sign = Date.now();
  let told = sign;
  const asking = () => document.getElementById("still-there");
  const here = (stays = false) => {
    if (asking()?.open && !stays) return;
    sign = Date.now();
    tabs?.postMessage(sign);
    if (!stays && sign - told < (lent() ? 20_000 : 60_000)) return;
    told = sign;
    if (device()) fetch("/moi/rester", { method: "POST", redirect: "manual" }).catch(() => {});
  };
  let leaving = false;
  const watch = () => {
    if (leaving) return;
    const limit = Number(device()?.[2]) * 1000;
    const quiet = Date.now() - sign;
    const dialog = asking();
    if (limit && quiet >= limit && lent()) {
      leaving = root.hidden = true;
      const language = root.lang === "fr" ? "" : `/${root.lang}`;
      const leave = () => location.replace(`${language}/au-revoir`);
      fetch("/deconnexion", { method: "POST", keepalive: true, redirect: "manual" }).then(leave, leave);
    } else if (limit && quiet >= limit - ASKED_MS && dialog) {
      if (!dialog.open && quiet < limit) dialog.showModal();
    } else if (dialog?.open) dialog.close();
  };
  if (tabs) tabs.onmessage = ({ data }) => { sign = Math.max(sign, data); watch(); };
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => here(), { capture: true, passive: true });
  addEventListener("click", ({ target }) => target instanceof Element && target.closest("[data-reload]") && location.reload());
  addEventListener("click", ({ target }) => target instanceof Element && target.closest("[data-stay]") && (here(true), watch()));
  setInterval(watch, 5000);
  document.addEventListener("visibilitychange", watch);
  // Shown again from the browser's memory: what it shows may be over.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

  // The script is deferred: the page stands.
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
    const worker = isSecureContext && navigator.serviceWorker;
    if (!worker) return;
    if (!lent()) return void worker.register("/sw.js").catch(() => {});
    worker.getRegistrations().then((all) => all.forEach((one) => one.unregister()));
    caches.keys().then((all) => all.forEach((name) => caches.delete(name)));
  });
})();
