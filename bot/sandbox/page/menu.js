// A small menu under a button, worked by mouse, touch or arrow keys.

import { h } from "./dom.js";
import { icon } from "./icons.js";

function move(menu, step) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  items.at((at + step + items.length) % items.length)?.focus();
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const above = box.bottom + size.height + 8 > innerHeight;
  menu.style.top = `${Math.max(8, above ? box.top - size.height - 6 : box.bottom + 6)}px`;
  menu.style.left = `${Math.min(Math.max(8, box.left), innerWidth - size.width - 8)}px`;
}

function entry(item, close) {
  const words = item.words
    ? h("span", { words: item.words, vars: item.vars })
    : h("span", {}, item.text);
  const note = item.note ? h("small", {}, item.note) : null;
  const press = () => {
    close();
    item.act();
  };
  const options = {
    type: "button",
    role: "menuitem",
    testid: item.testid,
    on: { click: press },
    "aria-current": item.current ? "true" : null,
  };
  return h("button", options, item.icon ? icon(item.icon) : null, words, note);
}

/** Open a menu of `{words|text, icon, act, testid}` at `anchor`. */
export function openMenu(anchor, items, testid = "menu") {
  const host = anchor.closest("dialog") ?? document.body;
  const menu = h("div", { class: "menu", role: "menu", testid });
  const close = (back = true) => {
    menu.remove();
    removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    anchor.setAttribute("aria-expanded", "false");
    if (back) anchor.focus({ preventScroll: true });
  };
  const outside = (event) => !menu.contains(event.target) && close(false);
  const keys = {
    ArrowDown: () => move(menu, 1),
    ArrowUp: () => move(menu, -1),
    Escape: () => close(),
    Tab: () => close(),
  };
  menu.addEventListener("keydown", (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  menu.append(...items.map((item) => entry(item, close)));
  host.append(menu);
  place(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  menu.querySelector("[role=menuitem]")?.focus();
}
