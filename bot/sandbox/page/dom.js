// Builds elements without markup strings, so that nobody's text can become markup.

import { say } from "./words.js";

const signatures = new WeakMap();
const HANDLED = new Set(["class", "testid", "words", "label", "vars", "on", "data", "props"]);

function applySpecials(node, options) {
  if (options.class) node.className = options.class;
  if (options.testid) node.dataset.testid = options.testid;
  Object.assign(node.dataset, options.data ?? {});
  for (const [name, handler] of Object.entries(options.on ?? {}))
    node.addEventListener(name, handler);
  Object.assign(node, options.props ?? {});
  if (options.words) say(node, "words", options.words, options.vars);
  if (options.label) say(node, "label", options.label, options.vars);
}

/** Make one element: `h("button", {class, testid, words, label, on: {click}}, child, …)`. */
export function h(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (HANDLED.has(name) || value === undefined || value === null || value === false) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  applySpecials(node, options);
  node.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

/** Find an element that the page's own HTML promises. */
export function need(selector, root = document) {
  const node = root.querySelector(selector);
  if (!node) throw new Error(`missing element ${selector}`);
  return node;
}

/** Show or hide without touching layout code. */
export function show(node, visible) {
  node.hidden = !visible;
}

function focusIndex(node) {
  const stops = [...node.querySelectorAll("button, a, input, textarea, [tabindex]")];
  return stops.indexOf(document.activeElement);
}

function restoreFocus(node, index) {
  const stops = [...node.querySelectorAll("button, a, input, textarea, [tabindex]")];
  stops[Math.min(index, stops.length - 1)]?.focus({ preventScroll: true });
}

function placeRow(container, row, known) {
  const old = known.get(row.key);
  if (old && signatures.get(old) === row.signature) return old;
  const fresh = row.make();
  fresh.dataset.key = row.key;
  signatures.set(fresh, row.signature);
  if (old) {
    const index = focusIndex(old);
    old.replaceWith(fresh);
    if (index >= 0) restoreFocus(fresh, index);
  }
  return fresh;
}

/**
 * Bring the container's children in line with `rows` ({key, signature, make}).
 * Unchanged rows keep their element: a playing clip goes on, the focus stays.
 */
export function reconcile(container, rows) {
  const known = new Map([...container.children].map((child) => [child.dataset.key, child]));
  const wanted = new Set(rows.map((row) => row.key));
  for (const [key, child] of known) if (!wanted.has(key)) child.remove();
  let cursor = container.firstElementChild;
  for (const row of rows) {
    const before = known.get(row.key);
    const atCursor = before !== undefined && before === cursor;
    const node = placeRow(container, row, known);
    if (atCursor) {
      cursor = node.nextElementSibling;
    } else if (node !== cursor) {
      container.insertBefore(node, cursor);
    } else {
      cursor = node.nextElementSibling;
    }
  }
}
