// The panels beside the phone: one is open; on a narrow screen the phone is one of them.

import { need, show } from "./dom.js";

const NARROW = matchMedia("(max-width: 899px)");

/** Switches panels; `panels` is {name: {onOpen}}, `onOpen(name)` hears of every switch. */
export class Tabs {
  #unread = {};
  #marks = {};

  constructor(panels, onOpen) {
    this.panels = panels;
    this.onOpen = onOpen;
    this.tabs = [...document.querySelectorAll("[role=tab]")];
    for (const tab of this.tabs) tab.addEventListener("click", () => this.open(tab.dataset.panel));
    need("[role=tablist]").addEventListener("keydown", (event) => this.#keys(event));
    NARROW.addEventListener("change", () => this.open(this.current));
  }

  get narrow() {
    return NARROW.matches;
  }

  /** Whether the person sees this panel now. */
  visible(name) {
    return this.current === name || (name === "phone" && !this.narrow);
  }

  open(name) {
    this.current = name === "phone" && !this.narrow ? (this.beside ?? "demo") : name;
    if (this.current !== "phone") this.beside = this.current;
    for (const tab of this.tabs) {
      const on = tab.dataset.panel === this.current;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      show(
        need(`#panel-${tab.dataset.panel}`),
        on || (tab.dataset.panel === "phone" && !this.narrow),
      );
    }
    this.read(this.current);
    this.onOpen(this.current);
    this.panels[this.current]?.onOpen?.();
  }

  /** Something new in a panel that is not in sight. */
  note(name) {
    if (this.visible(name) && !document.hidden) return;
    this.#unread[name] = (this.#unread[name] ?? 0) + 1;
    this.#drawBadge(name);
  }

  read(name) {
    this.#unread[name] = 0;
    this.#drawBadge(name);
  }

  /** Say what waits in a panel that keeps count by itself. */
  mark(name, count) {
    this.#marks[name] = count;
    this.#drawBadge(name);
  }

  #drawBadge(name) {
    const badge = document.querySelector(`[data-panel=${name}] .badge`);
    if (badge) badge.textContent = this.#marks[name] || this.#unread[name] || "";
  }

  #keys(event) {
    const shown = this.tabs.filter((tab) => tab.offsetParent !== null);
    const at = shown.indexOf(document.activeElement);
    const steps = { ArrowRight: 1, ArrowLeft: -1 };
    if (at < 0 || !steps[event.key]) return;
    const next = shown.at((at + steps[event.key] + shown.length) % shown.length);
    this.open(next.dataset.panel);
    next.focus();
  }
}
