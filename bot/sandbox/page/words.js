// The words of the page's own chrome, in the language chosen on it.

import { preference, setPreference } from "./prefs.js";
import { TEXTS } from "./texts.js";

const listeners = new Set();

/** The page's language: what was chosen, else what the browser prefers. */
export function language() {
  const chosen = preference("lang");
  if (chosen === "zh" || chosen === "en") return chosen;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The words for a key, with `{name}` places filled. */
export function t(key, vars = {}) {
  const words = TEXTS[language()][key];
  if (words === undefined) throw new Error(`no words for ${key}`);
  return words.replace(/\{(\w+)\}/g, (_, name) => String(vars[name] ?? ""));
}

/** Take the page's language out of a `{zh, en}` record that the server sent. */
export function pick(record) {
  if (typeof record === "string") return record;
  return record?.[language()] ?? record?.zh ?? "";
}

function fill(node) {
  const vars = JSON.parse(node.dataset.vars ?? "{}");
  if (node.dataset.words) node.textContent = t(node.dataset.words, vars);
  if (!node.dataset.label) return;
  const label = t(node.dataset.label, vars);
  if (node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement) {
    if (node.hasAttribute("placeholder")) node.placeholder = label;
  } else {
    node.title = label;
  }
  node.setAttribute("aria-label", label);
}

/** Give a node words (`kind` "words") or a name (`kind` "label") that follow the language. */
export function say(node, kind, key, vars = undefined) {
  node.dataset[kind] = key;
  if (vars) node.dataset.vars = JSON.stringify(vars);
  fill(node);
}

/** Fill every marked element below `root`. */
export function fillAll(root = document) {
  for (const node of root.querySelectorAll("[data-words], [data-label]")) fill(node);
}

/** Call back when the language changes. */
export function onLanguage(listener) {
  listeners.add(listener);
}

/** Change the language of the whole page at once. */
export function setLanguage(lang) {
  setPreference("lang", lang);
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = t("page_title");
  fillAll();
  for (const listener of listeners) listener(lang);
}

const DAY_MS = 86_400_000;

function locale() {
  return language() === "zh" ? "zh-CN" : "en-GB";
}

/** The time of day of a message, e.g. 14:05. */
export function clockTime(unixSeconds) {
  const options = { hour: "2-digit", minute: "2-digit", hour12: false };
  return new Date(unixSeconds * 1000).toLocaleTimeString(locale(), options);
}

/** The heading of a day: today, yesterday, or its date. */
export function dayName(unixSeconds) {
  const day = new Date(unixSeconds * 1000);
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  if (day >= midnight) return t("today");
  if (day.getTime() >= midnight.getTime() - DAY_MS) return t("yesterday");
  return day.toLocaleDateString(locale(), { year: "numeric", month: "long", day: "numeric" });
}

/** A size a person can read. */
export function fileSize(bytes) {
  if (bytes === undefined || bytes === null) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Seconds as m:ss. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
