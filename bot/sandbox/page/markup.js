// The buttons a bot puts under a message and in place of the keyboard.

import { h } from "./dom.js";
import { inHere } from "./entities.js";
import { icon } from "./icons.js";

function face(button) {
  const marks = { url: "link", web_app: "app", copy_text: "copy", request_contact: "contact" };
  const name = Object.keys(marks).find((key) => button[key]);
  return [h("span", {}, button.text), name ? icon(marks[name]) : null];
}

function inlineButton(message, button, actions) {
  const options = {
    class: `inline style-${button.style ?? "plain"}`,
    testid: "inline-button",
    data: { callback: button.callback_data ?? "" },
  };
  const own = button.url && inHere(button.url);
  if (own) return h("a", { ...options, href: own }, ...face(button));
  if (button.url) {
    return h(
      "a",
      {
        ...options,
        href: /^(https?|tg):/.test(button.url) ? button.url : "#",
        target: "_blank",
        rel: "noopener",
      },
      ...face(button),
    );
  }
  const press = (event) => actions.press(message, button, event.currentTarget);
  return h("button", { ...options, type: "button", on: { click: press } }, ...face(button));
}

/** The rows under a message, or null. */
export function inlineRows(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const lines = rows.map((row) =>
    h(
      "div",
      { class: "inline-row" },
      ...row.map((button) => inlineButton(message, button, actions)),
    ),
  );
  return h("div", { class: "inline-rows", testid: "inline-keyboard" }, ...lines);
}

function replyButton(button, press) {
  const whole = typeof button === "string" ? { text: button } : button;
  return h(
    "button",
    {
      type: "button",
      class: "reply-key",
      testid: "reply-button",
      on: { click: () => press(whole) },
    },
    ...face(whole),
  );
}

/** The keyboard that stands under the composer. */
export function replyRows(markup, press) {
  const rows = (markup?.keyboard ?? []).map((row) =>
    h("div", { class: "inline-row" }, ...row.map((button) => replyButton(button, press))),
  );
  return h(
    "div",
    { class: "reply-rows", testid: "reply-keyboard", role: "group", label: "reply_keyboard" },
    ...rows,
  );
}
