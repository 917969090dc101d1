// Turns a text and its Bot API entities into elements; offsets count UTF-16 units, as here.

import { h } from "./dom.js";

const SAFE_LINK = /^(https?:|tg:|mailto:|tel:)/i;

const TOPIC_LINK = /^https?:\/\/t\.me\/c\/(\d+)\/(\d+)/i;

/** Where a link leads here: one to a group's topic opens it in this page. */
export function inHere(address) {
  const [, group, topic] = TOPIC_LINK.exec(address) ?? [];
  return group ? `#desk/-100${group}/${topic}` : null;
}

function link(address, children) {
  const own = inHere(address);
  if (own) return h("a", { href: own }, ...children);
  if (!SAFE_LINK.test(address)) return h("span", {}, ...children);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function withScheme(text) {
  return SAFE_LINK.test(text) ? text : `https://${text}`;
}

function spoiler(children) {
  const veil = h(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: "0",
      label: "spoiler",
      "aria-expanded": "false",
    },
    ...children,
  );
  const lift = () => {
    veil.classList.add("lifted");
    veil.setAttribute("aria-expanded", "true");
    veil.removeAttribute("aria-label");
    veil.removeAttribute("title");
    delete veil.dataset.label;
  };
  veil.addEventListener("click", lift);
  veil.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && lift());
  return veil;
}

const WRAPPERS = {
  bold: (children) => h("strong", {}, ...children),
  italic: (children) => h("em", {}, ...children),
  underline: (children) => h("u", {}, ...children),
  strikethrough: (children) => h("s", {}, ...children),
  code: (children) => h("code", {}, ...children),
  pre: (children) => h("pre", {}, h("code", {}, ...children)),
  blockquote: (children) => h("blockquote", {}, ...children),
  expandable_blockquote: (children) => h("blockquote", {}, ...children),
  spoiler,
  text_link: (children, entity) => link(entity.url, children),
  url: (children, entity, text) => link(withScheme(text), children),
  email: (children, entity, text) => link(`mailto:${text}`, children),
  phone_number: (children, entity, text) => link(`tel:${text}`, children),
  bot_command: (children, entity, text) =>
    h("button", { class: "command", type: "button", data: { command: text } }, ...children),
};

function wrap(entity, children, text) {
  const make = WRAPPERS[entity.type];
  return make ? make(children, entity, text) : h("span", {}, ...children);
}

function build(text, start, end, entities) {
  const parts = [];
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [outer] = rest;
    const stop = Math.min(outer.offset + outer.length, end);
    const inside = rest.slice(1).filter((entity) => entity.offset < stop);
    rest = rest.slice(1).filter((entity) => entity.offset >= stop);
    if (outer.offset > at) parts.push(text.slice(at, outer.offset));
    parts.push(
      wrap(outer, build(text, outer.offset, stop, inside), text.slice(outer.offset, stop)),
    );
    at = stop;
  }
  if (at < end) parts.push(text.slice(at, end));
  return parts;
}

function outerFirst(one, other) {
  return one.offset - other.offset || other.length - one.length;
}

/** The text as nodes, formatted by its entities. */
export function formatted(text, entities = []) {
  return build(text, 0, text.length, [...entities].sort(outerFirst));
}
