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

  // After each answer, what comes next is brought under the eyes, once it is drawn.
  new MutationObserver((changes) => {
    const now = changes.map(({ target }) => target).find((node) => node.dataset?.turn);
    if (!now) return;
    const seen = now.dataset.seen;
    now.dataset.seen = now.dataset.turn;
    if (seen) requestAnimationFrame(() => requestAnimationFrame(() => now.scrollIntoView()));
  }).observe(document.documentElement, { subtree: true, attributeFilter: ["data-turn"] });
})();
