// What this browser remembers: language, theme, whose phone it is. Never a message.

const PREFIX = "resetdesk.";

/** A remembered value, or null. */
export function preference(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // storage may be forbidden; the page works without it
  }
}

/** Remember a value; null forgets it. */
export function setPreference(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, String(value));
  } catch {
    // as above
  }
}
