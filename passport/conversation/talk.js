/* The conversation: speaking instead of typing where the browser hears, and the next question kept
   in sight. No dependency, no eval, listeners on the document. */
(() => {
  "use strict";
  const Hearing = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (Hearing) document.documentElement.classList.add("hears");
  let ear;
  const stop = (button) => {
    ear?.stop();
    ear = undefined;
    button.setAttribute("aria-pressed", "false");
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-dictate]");
    if (!button || !Hearing) return;
    if (ear) return stop(button);
    const field = document.getElementById(button.dataset.dictate);
    const before = field.value ? `${field.value.trimEnd()} ` : "";
    ear = new Hearing();
    ear.lang = field.closest("[lang]")?.lang || "fr";
    ear.interimResults = true;
    ear.continuous = true;
    ear.onresult = ({ results }) => {
      field.value = before + [...results].map((heard) => heard[0].transcript).join("");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    ear.onend = () => stop(button);
    ear.onerror = () => stop(button);
    button.setAttribute("aria-pressed", "true");
    window.speechSynthesis?.cancel();
    ear.start();
  });

  // What was sent leaves its field once it is taken: what is refused stays there.
  let sent;
  document.addEventListener("submit", ({ target }) => {
    const field = target.querySelector("#text-field");
    if (field) sent = field.value;
  });
  new MutationObserver(() => {
    const field = document.getElementById("text-field");
    if (!field || sent === undefined || field.value !== sent) return;
    sent = undefined;
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }).observe(document.documentElement, { subtree: true, attributeFilter: ["data-taken"] });

  // What comes next is brought under the eyes, once it is drawn: after each answer, and on coming
  // back to what was said before, after the page's title has had the focus.
  let seen = {};
  const bring = () => {
    const now = document.getElementById("now");
    const turn = now?.dataset.turn;
    if (!turn || (seen.now === now && seen.turn === turn)) return;
    const back = seen.now !== now;
    seen = { now, turn };
    const come = () => seen.turn === turn && now.scrollIntoView();
    if (!back) requestAnimationFrame(() => requestAnimationFrame(come));
    else if (turn !== "t0") setTimeout(come, 150);
  };
  new MutationObserver(bring).observe(document.documentElement, {
    subtree: true, childList: true, attributeFilter: ["data-turn"],
  });
})();
