// Light or dark: the system's choice until the person makes their own.

import { preference, setPreference } from "./prefs.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set();

const APP_COLOURS = {
  light: {
    bg_color: "#ffffff",
    secondary_bg_color: "#eef2f1",
    text_color: "#16211f",
    hint_color: "#5b6c68",
    link_color: "#0b6e64",
    button_color: "#0b6e64",
    button_text_color: "#ffffff",
  },
  dark: {
    bg_color: "#17201e",
    secondary_bg_color: "#0f1615",
    text_color: "#e6eeec",
    hint_color: "#93a6a1",
    link_color: "#4fd1bd",
    button_color: "#4fd1bd",
    button_text_color: "#06231f",
  },
};

/** The scheme in force, "light" or "dark". */
export function colorScheme() {
  const chosen = preference("theme");
  if (chosen === "light" || chosen === "dark") return chosen;
  return dark.matches ? "dark" : "light";
}

function apply() {
  const scheme = colorScheme();
  document.documentElement.style.colorScheme = scheme;
  document.documentElement.dataset.theme = scheme;
  for (const listener of listeners) listener(scheme);
}

/** Call back when the scheme changes; returns how to stop. */
export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Swap light and dark, and remember it. */
export function toggleTheme() {
  setPreference("theme", colorScheme() === "dark" ? "light" : "dark");
  apply();
}

/** The colours that a Mini App is told, as Telegram names them. */
export function themeParams() {
  return APP_COLOURS[colorScheme()];
}

/** Start following the system and the toggle. */
export function startTheme() {
  dark.addEventListener("change", apply);
  apply();
}
