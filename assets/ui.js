/* What the components need from the browser, before the page is alive and after: dialogs, the way
   out, reading aloud, Enter in the composer. No dependency, no eval, listeners on the document. */
(() => {
  "use strict";
  let reading;
  const close = (dialog) => dialog.open && dialog.close();
  const show = (dialog) => dialog.isConnected && !dialog.open && dialog.showModal();

  // Dialogs that a state opens: data-open follows it.
  const follow = (dialog) => (dialog.dataset.open === "true" ? show : close)(dialog);
  const each = (node, selector, act) => {
    if (node.nodeType !== 1) return;
    if (node.matches(selector)) act(node);
    node.querySelectorAll(selector).forEach(act);
  };
  new MutationObserver((changes) => {
    if (reading && !stands(reading)) quiet();
    for (const change of changes) {
      if (change.type === "attributes") follow(change.target);
      else change.addedNodes.forEach((node) => each(node, "dialog[data-open]", follow));
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributeFilter: ["data-open"],
  });
  each(document.documentElement, "dialog[data-open]", follow);

  // The way out leaves no page to come back to: this one is replaced, and those before it in the
  // history, which no page may remove, lead to a closed session.
  const leave = (address) => {
    document.documentElement.hidden = true;
    if (/(?:^|; )device=/.test(document.cookie)) {
      fetch("/deconnexion", { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
      sessionStorage.clear();
      addEventListener("pagehide", () => sessionStorage.clear());
    }
    location.replace(address);
  };
  let escapes = [];
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      quiet();
      escapes = [...escapes, Date.now()].filter((at) => Date.now() - at < 1500);
      const out = document.querySelector("[data-quick-exit]");
      if (escapes.length >= 3 && out) leave(out.href);
    }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      const field = event.target.closest?.("[data-send=enter]");
      if (!field || matchMedia("(pointer: coarse)").matches) return;
      event.preventDefault();
      if (field.value.trim()) field.form.requestSubmit();
    }
  });

  // Reading aloud, in the language of the page, where the device has a voice for it.
  const voice = window.speechSynthesis;
  const tongue = (lang) => lang.toLowerCase().split(/[-_]/)[0];
  const voices = (lang) => voice.getVoices().filter((one) => tongue(one.lang) === tongue(lang));
  const able = () => {
    document.documentElement.classList.toggle("speaks", voices(document.documentElement.lang).length > 0);
  };
  if (voice) {
    able();
    voice.addEventListener?.("voiceschanged", able);
  }
  // What an element says, its buttons apart; a row of ready answers says its buttons.
  const told = (id) => {
    const part = document.getElementById(id);
    if (!part) return "";
    const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const said = [];
    while (words.nextNode()) {
      const { data, parentElement } = words.currentNode;
      if (!parentElement.closest("button, .sr-only")) said.push(data.trim());
    }
    if (!said.some(Boolean)) said.push(...[...part.querySelectorAll("button")].map((one) => one.innerText));
    return said.filter(Boolean).join("\n");
  };
  const words = (button) => button.dataset.read.split(" ").map(told).filter(Boolean).join("\n");
  // The framework may keep the button and write another question beside it.
  const stands = ({ button, text }) => button.isConnected && words(button) === text;
  const quiet = () => {
    voice?.cancel();
    reading?.button.setAttribute("aria-pressed", "false");
    reading = undefined;
  };
  const read = (button) => {
    const again = reading?.button === button;
    quiet();
    const text = words(button);
    if (again || !text) return;
    const speech = new SpeechSynthesisUtterance(text);
    speech.lang = button.closest("[lang]")?.lang || "fr";
    const able = voices(speech.lang);
    speech.voice = able.find((one) => one.default) || able.find((one) => one.localService) || able[0];
    speech.rate = 0.95;
    speech.onend = speech.onerror = () => reading?.speech === speech && quiet();
    reading = { button, speech, text };
    button.setAttribute("aria-pressed", "true");
    voice.speak(speech);
  };
  window.addEventListener("pagehide", quiet);
  document.addEventListener("passport:quiet", quiet);

  // A double tap is one tap: the second one would answer a question that nobody has read, or send
  // a form again. And a form that the browser itself sends waits for the network: it would leave the
  // page, and what is written on it, for one that says that there is none.
  window.addEventListener("click", (event) => {
    if (event.detail < 2 || !event.target.closest?.("button, a, summary")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  let sent = {};
  window.addEventListener("submit", (event) => {
    const words = JSON.stringify([...new FormData(event.target)].map(([name, said]) => [name, said.name ?? said]));
    const twice = sent.form === event.target && sent.words === words && Date.now() - sent.at < 1000;
    const alone = event.target.enctype === "multipart/form-data";
    if (twice || (alone && document.documentElement.dataset.connection === "lost")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else sent = { form: event.target, words, at: Date.now() };
  }, true);

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest?.(selector);
    const out = at("[data-quick-exit]");
    if (out) {
      event.preventDefault();
      leave(out.href);
      return;
    }
    const toast = at("[data-dismiss=toast]");
    if (toast) toast.closest("[data-toast]").hidden = true;
    const reader = at("[data-read]");
    if (reader && voice) read(reader);
    // A touch on the dark around a dialog closes it.
    if (event.target.nodeName === "DIALOG" && event.target.open) {
      const box = event.target.getBoundingClientRect();
      const { clientX: x, clientY: y } = event;
      const outside = x < box.left || x > box.right || y < box.top || y > box.bottom;
      if (outside && event.detail) close(event.target);
    }
    // Buttons that open and close dialogs, where the browser does not know `command` yet.
    const commander = at("[commandfor]");
    if (commander && !("commandForElement" in HTMLButtonElement.prototype)) {
      const dialog = document.getElementById(commander.getAttribute("commandfor"));
      if (dialog) (commander.getAttribute("command") === "close" ? close : show)(dialog);
    }
  });
})();
