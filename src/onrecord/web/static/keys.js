// The keys of the page. Everything here can also be done with links and forms; without this script nothing is lost.
"use strict";
(() => {
  const OFF = "onrecord-keys-off";
  const remembered = () => {
    try { return localStorage.getItem(OFF) === "yes"; } catch { return false; }
  };
  let off = remembered();

  const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent !== null);

  const move = (step) => {
    const all = items();
    if (!all.length) return;
    let here = all.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
    if (here < 0) {
      // Begin at the entry that is on the screen, not at the top of a page already read halfway.
      const seen = all.findIndex((item) => item.getBoundingClientRect().bottom > 0);
      here = step > 0 ? seen - 1 : seen;
    }
    const next = all[Math.min(all.length - 1, Math.max(0, here + step))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const openSource = () => {
    const focus = document.activeElement;
    const item = (focus && focus.closest && focus.closest("[data-item]")) || items()[0];
    if (!item) return;
    const link = item.matches("a.source") ? item : item.querySelector("a.source") || item.querySelector("a[href]");
    if (link) link.click();
  };

  const toggleCut = () => {
    const folds = [...document.querySelectorAll("details.fold")];
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
  };

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    o: openSource,
    c: toggleCut,
    "/": () => document.getElementById("jump").focus(),
    "?": () => document.querySelector('nav a[href="/help"]').click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (inField) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (off || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  const button = document.getElementById("keys-button");
  if (button) {
    const show = () => {
      button.setAttribute("aria-pressed", String(off));
      button.textContent = off ? "Turn the letter keys on" : "Turn the letter keys off";
    };
    document.getElementById("keys-switch").hidden = false;
    button.addEventListener("click", () => {
      off = !off;
      try { localStorage.setItem(OFF, off ? "yes" : "no"); } catch { /* not remembered, but off for this page */ }
      show();
    });
    show();
  }
})();
