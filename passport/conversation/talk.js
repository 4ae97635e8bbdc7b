/* The conversation: speaking instead of typing where the browser hears, what she said shown at once,
   and what comes next brought under the eyes, the ears and the keyboard. No dependency, no eval. */
(() => {
  "use strict";
  const root = document.documentElement;
  const find = (id) => document.getElementById(id);
  const write = (field, words) => {
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Speaking. What is heard goes to the field, to be read again before it is sent.
  const Hearing = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (Hearing) root.classList.add("hears");
  const TONGUES = { fr: "fr-FR", en: "en-GB", ar: "ar-MA" };
  const WRONGS = { "not-allowed": "refused", "service-not-allowed": "refused", "no-speech": "silent" };
  let ear;
  const tell = (button, ...names) => {
    const place = find(button.getAttribute("aria-describedby"));
    if (place) place.textContent = names.map((name) => place.dataset[name]).join(" ");
  };
  const spoken = (lang) =>
    navigator.languages.find((one) => one.startsWith(`${lang}-`)) || TONGUES[lang] || lang;
  // Some phones give every result whole again: what repeats what came before takes its place.
  const joined = (results) => [...results].reduce((all, heard) => {
    const said = heard[0].transcript;
    return said.trim().startsWith(all.trim()) ? said : all + said;
  }, "");
  const hush = () => {
    const was = ear;
    ear = undefined;
    if (!was) return;
    was.abort();
    was.button.setAttribute("aria-pressed", "false");
    tell(was.button);
  };
  const listen = async (button) => {
    const field = find(button.dataset.dictate);
    const before = field.value ? `${field.value.trimEnd()} ` : "";
    const own = (ear = new Hearing());
    own.button = button;
    own.lang = spoken(root.lang);
    own.interimResults = own.continuous = true;
    let outcome = "silent";
    own.onresult = ({ results }) => {
      if (ear !== own) return;
      outcome = "heard";
      write(field, before + joined(results).trimStart());
    };
    own.onerror = ({ error }) => {
      if (outcome !== "heard") outcome = WRONGS[error] || "unwell";
    };
    own.onend = () => {
      if (ear !== own) return;
      ear = undefined;
      button.setAttribute("aria-pressed", "false");
      tell(button, outcome);
    };
    document.dispatchEvent(new Event("passport:quiet"));
    button.setAttribute("aria-pressed", "true");
    // Where the device itself can understand, the voice stays on it.
    const here = { langs: [own.lang], processLocally: true };
    const stays = (await Hearing.available?.(here).catch(() => "")) === "available";
    if (ear !== own) return;
    if (stays) own.processLocally = true;
    tell(button, "on", ...(stays ? [] : ["away"]));
    try {
      own.start();
    } catch {
      outcome = "unwell";
      own.onend();
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-dictate]");
    if (!button || !Hearing) return;
    if (ear) ear.stop();
    else listen(button);
  });
  addEventListener("pagehide", hush);
  document.addEventListener("visibilitychange", () => document.hidden && hush());

  // What she sends is shown at once. It leaves its field, and comes back when it was not taken.
  const PATIENCE_MS = 20000;
  let waiting;
  // What was given back to her although its answer was still to come.
  let late = "";
  let count = "0";
  const put = (words) => {
    const echo = find("echo");
    if (!echo) return;
    echo.querySelector("[data-echo] > [dir]").textContent = words;
    echo.hidden = !words;
    root.classList.toggle("waiting", Boolean(words));
    if (words) bring(echo);
  };
  const finish = (taken) => {
    const field = find("text-field");
    const was = waiting;
    if (!was || !field) return;
    clearTimeout(was.timer);
    waiting = undefined;
    put("");
    if (!was.words) return;
    late = taken ? "" : was.words;
    if (!taken) write(field, [was.words, field.value].filter(Boolean).join("\n"));
    else if (!field.value) write(field, "");
  };
  const patient = () => {
    if (root.dataset.connection === "lost") waiting.timer = setTimeout(patient, PATIENCE_MS);
    else finish(false);
  };
  const send = (shown, words) => {
    waiting = { words, timer: setTimeout(patient, PATIENCE_MS) };
    count = find("composer")?.dataset.taken;
    put(shown);
  };
  // Once the framework has had the event: before it is alive the browser sends the form itself.
  const alive = (event, act) => setTimeout(() => event.defaultPrevented && act(), 0);
  document.addEventListener("submit", (event) => {
    const field = event.target.querySelector("#text-field");
    const words = field?.value;
    if (!words?.trim()) return;
    hush();
    alive(event, () => {
      send(words.trim(), words);
      field.value = "";
    });
  });
  document.addEventListener("click", (event) => {
    const chip = event.target.closest?.("#now button[name=chip]");
    if (chip) alive(event, () => send(chip.innerText.split("\n")[0], ""));
  });
  new MutationObserver(() => {
    const box = find("composer");
    if (!box) return;
    const grew = box.dataset.taken !== count;
    count = box.dataset.taken;
    // A server that has started again counts from nothing: that is no answer.
    if (box.dataset.answered === "0") return;
    const field = find("text-field");
    if (waiting) finish(grew);
    else if (grew && late && field.value === late) write(field, "");
  }).observe(root, { subtree: true, attributeFilter: ["data-answered", "data-taken"] });

  // What is refused or dropped at the door never reaches the conversation.
  addEventListener("passport:slower", () => waiting && finish(false));
  const tells = (node) => node.nodeType === 1 && (node.matches("[data-toast]") || node.querySelector("[data-toast]"));
  new MutationObserver((changes) => {
    if (waiting && changes.some((change) => [...change.addedNodes].some(tells))) finish(false);
  }).observe(root, { subtree: true, childList: true });

  // A draft that was kept by care, although the conversation already holds it.
  const known = () => {
    const field = find("text-field");
    const said = [...document.querySelectorAll("[role=log] [data-mine=true] > [dir]")].at(-1);
    const last = said?.textContent.replace(/…$/, "").trim();
    const helped = new URLSearchParams(location.search).has("aide");
    const draft = field?.value.trim();
    if (draft && (helped || (last && (draft === last || (last.length > 300 && draft.startsWith(last))))))
      write(field, "");
  };

  // Under the eyes: all of it when it fits between the bars, else its beginning.
  const bring = (part) => {
    const top = Math.max(0, document.querySelector(".frame-top")?.getBoundingClientRect().bottom ?? 0) + 12;
    const end = Math.min(innerHeight, document.querySelector(".frame-bottom")?.getBoundingClientRect().top ?? innerHeight) - 12;
    const box = part.getBoundingClientRect();
    const fits = box.height <= end - top;
    if (fits && box.top >= top && box.bottom <= end) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollBy({ top: fits ? box.bottom - end : box.top - top, behavior: calm ? "auto" : "smooth" });
  };
  // To the ears: the new question once, without what the focus already makes heard.
  const news = (now, heard) => {
    const place = find("news");
    if (!place) return;
    const muted = `a, dd button, button .sr-only${heard ? ", h2" : ""}`;
    const parts = [];
    for (const part of now.querySelectorAll("[data-say], #question")) {
      const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) {
        if (!words.currentNode.parentElement.closest(muted)) parts.push(words.currentNode.data.trim());
      }
    }
    place.textContent = parts.filter(Boolean).join(" ");
  };
  // Under the keyboard: what was touched is gone, the focus goes to what took its place.
  let inside = false;
  document.addEventListener("focusin", ({ target }) => {
    inside = Boolean(target.closest("#now, [data-first-words]"));
  });
  const place = (now, was, another) => {
    const active = document.activeElement;
    // The button that was tapped may be another answer now: nobody should press that one by mistake.
    const gone = another && active?.matches("#now button[name=chip]");
    if (!inside || (active && active !== document.body && !gone)) return false;
    const target = now.dataset.editing
      ? now.querySelector("input:checked, input:not([type=hidden]), textarea")
      : now.querySelector(`button[name=change][value="${was}"]`) || now.querySelector("[tabindex='-1']");
    target?.focus({ preventScroll: true });
    return target?.matches("h2") ?? false;
  };
  // The first words come before this script: their question may stand under a long thread.
  const asked = document.querySelector("[data-first-words] form");
  if (asked) bring(asked);
  let seen = {};
  const look = () => {
    const now = find("now");
    if (ear && !ear.button.isConnected) hush();
    if (!now) {
      seen = {};
      return;
    }
    const { turn, editing } = now.dataset;
    const was = seen;
    if (was.now === now && was.turn === turn && was.editing === editing) return;
    seen = { now, turn, editing };
    if (was.now !== now) {
      known();
      // The focus was on the first words, which have just left.
      place(now, undefined, false);
      // After the page's title has had the focus.
      if (turn !== "t0") setTimeout(() => now.isConnected && bring(now), 150);
      return;
    }
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (seen.turn !== turn || seen.editing !== editing) return;
      bring(now);
      const heard = place(now, was.editing, was.turn !== turn);
      if (was.turn === turn) return;
      document.dispatchEvent(new Event("passport:quiet"));
      news(now, heard);
    }));
  };
  new MutationObserver(look).observe(root, {
    subtree: true, childList: true, attributeFilter: ["data-turn", "data-editing"],
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (ear) ear.stop();
    else document.querySelector("#now [data-escape]")?.click();
  });
})();
