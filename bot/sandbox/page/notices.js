// Short words that come and go, and questions that wait for an answer.

import { h, need } from "./dom.js";
import { icon } from "./icons.js";

const TOAST_MS = 4500;

/** Say a short thing for a few seconds. */
export function toast(text) {
  const note = h("div", { class: "toast", testid: "toast", role: "status" }, text);
  need("#toasts").append(note);
  setTimeout(() => note.remove(), TOAST_MS);
}

/** Tell people who listen instead of looking. */
export function announce(text) {
  const live = need("#live");
  live.append(h("p", {}, text));
  while (live.children.length > 5) live.firstElementChild.remove();
}

/** Open a dialog that is thrown away when it closes; resolves with its return value. */
export function openDialog(dialog) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.({ preventScroll: true });
      resolve(dialog.returnValue);
    });
  });
}

/** A dialog's frame: heading, close button, body. */
export function dialogFrame({ testid, title, vars, wide = false }, ...body) {
  const heading = h("h2", { words: title, vars, id: `${testid}-title` });
  const dialog = h("dialog", {
    class: wide ? "dialog wide" : "dialog",
    testid,
    "aria-labelledby": `${testid}-title`,
  });
  const close = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      label: "close",
      testid: `${testid}-close`,
      on: { click: () => dialog.close("") },
    },
    icon("close"),
  );
  dialog.append(h("header", {}, heading, close), h("div", { class: "dialog-body" }, ...body));
  return dialog;
}

/** An alert of the bot's: it stays until it is read. */
export async function alertBox(text, title = "alert_title") {
  const done = h("button", {
    type: "button",
    class: "primary",
    words: "ok",
    testid: "alert-ok",
    autofocus: true,
  });
  const dialog = dialogFrame(
    { testid: "alert", title },
    h("p", { class: "alert-text", testid: "alert-text" }, text),
    h("div", { class: "row end" }, done),
  );
  done.addEventListener("click", () => dialog.close("ok"));
  await openDialog(dialog);
}

/** A question with yes and no; resolves to a boolean. */
export async function confirmBox(text, { yes = "ok", title = "question_title" } = {}) {
  const no = h("button", { type: "button", words: "cancel", testid: "confirm-no" });
  const ok = h("button", {
    type: "button",
    class: "primary",
    words: yes,
    testid: "confirm-yes",
    autofocus: true,
  });
  const dialog = dialogFrame(
    { testid: "confirm", title },
    h("p", { class: "alert-text" }, text),
    h("div", { class: "row end" }, no, ok),
  );
  no.addEventListener("click", () => dialog.close(""));
  ok.addEventListener("click", () => dialog.close("yes"));
  return (await openDialog(dialog)) === "yes";
}

/** A small form; resolves to {name: value} or null. */
export async function askFor({ testid, title, fields, yes }) {
  const inputs = fields.map((field) =>
    h("input", {
      name: field.name,
      value: field.value ?? "",
      required: true,
      inputmode: field.mode,
      testid: `${testid}-${field.name}`,
      autocomplete: "off",
    }),
  );
  const labels = fields.map((field, index) =>
    h("label", { class: "field" }, h("span", { words: field.words }), inputs[index]),
  );
  const ok = h("button", {
    type: "submit",
    class: "primary",
    words: yes,
    testid: `${testid}-yes`,
  });
  const form = h("form", { method: "dialog" }, ...labels, h("div", { class: "row end" }, ok));
  const dialog = dialogFrame({ testid, title }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close("yes");
  });
  if ((await openDialog(dialog)) !== "yes") return null;
  return Object.fromEntries(inputs.map((input) => [input.name, input.value.trim()]));
}

/** Look at a picture large; one that is to be kept here offers no way to save it. */
export function lightbox(source, description, kept = false) {
  const picture = h("img", { src: source, alt: description });
  const dialog = dialogFrame({ testid: "lightbox", title: "picture", wide: true }, picture);
  dialog.classList.add("lightbox");
  picture.addEventListener("click", () => dialog.close(""));
  if (kept) dialog.addEventListener("contextmenu", (event) => event.preventDefault());
  return openDialog(dialog);
}
