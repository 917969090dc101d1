// One message as a bubble: who, what, when, and what can be done with it.

import { h } from "./dom.js";
import { formatted } from "./entities.js";
import { icon } from "./icons.js";
import { inlineRows } from "./markup.js";
import { attachment, pendingAttachment } from "./media.js";
import { messageKind } from "./thread.js";
import { clockTime, t } from "./words.js";

const HUES = 8;

/** A person's name as shown. */
export function fullName(user) {
  return [user?.first_name, user?.last_name].filter(Boolean).join(" ");
}

/** A stable colour number for a person. */
export function hue(id) {
  return Math.abs(Number(id) || 0) % HUES;
}

/** A few words that stand for a message in a quotation or a list. */
export function summary(message) {
  if (!message) return "";
  const kind = messageKind(message);
  const words = message.text ?? message.caption;
  if (kind === "text" || (words && kind !== "service")) return words ?? "";
  if (kind === "service") return serviceText(message) ?? "";
  if (kind === "web_app_data") return message.web_app_data.button_text;
  return `[${t(`kind_${kind}`)}]`;
}

const SHORT = 32;

function shortened(text) {
  const signs = [...text.replace(/\s+/g, " ")];
  return signs.length > SHORT ? `${signs.slice(0, SHORT).join("").trim()}…` : signs.join("");
}

const SERVICES = {
  new_chat_members: (value) => ["service_joined", { who: value.map(fullName).join(", ") }],
  left_chat_member: (value) => ["service_left", { who: fullName(value) }],
  forum_topic_created: (value) => ["service_topic_created", { name: value.name }],
  forum_topic_edited: (value) =>
    value.name ? ["service_topic_edited", { name: value.name }] : ["service_topic_icon"],
  forum_topic_closed: () => ["service_topic_closed"],
  forum_topic_reopened: () => ["service_topic_reopened"],
  general_forum_topic_hidden: () => ["service_topic_hidden"],
  general_forum_topic_unhidden: () => ["service_topic_unhidden"],
  pinned_message: (value) => ["service_pinned", { what: shortened(summary(value)) }],
  group_chat_created: () => ["service_group_created"],
  supergroup_chat_created: () => ["service_group_created"],
  new_chat_title: (value) => ["service_title", { name: value }],
  write_access_allowed: () => ["service_allowed"],
  web_app_data: (value) => ["service_app_data", { what: value.button_text }],
};

function serviceText(message) {
  const name = Object.keys(SERVICES).find((key) => message[key] !== undefined);
  return name ? t(...SERVICES[name](message[name])) : null;
}

function quoteLines(who, words) {
  return [h("b", {}, who), h("span", {}, words.slice(0, 90))];
}

function quotation(message, actions) {
  const elsewhere = message.external_reply;
  if (elsewhere) {
    const words = message.quote?.text ?? summary(elsewhere);
    return h(
      "blockquote",
      { class: "quote" },
      ...quoteLines(fullName(elsewhere.origin?.sender_user), words),
    );
  }
  const quoted = message.reply_to_message;
  if (!quoted || quoted.forum_topic_created) return null;
  const options = { type: "button", class: "quote", testid: "quote", label: "to_answered" };
  const press = () => actions.reveal(quoted.message_id);
  return h(
    "button",
    { ...options, on: { click: press } },
    ...quoteLines(fullName(quoted.from), message.quote?.text ?? summary(quoted)),
  );
}

function reactions(message) {
  const given = message.sandbox?.reactions ?? [];
  if (given.length === 0) return null;
  const marks = given.map((emoji) => h("span", {}, emoji));
  return h("div", { class: "reactions", testid: "reactions" }, ...marks);
}

function forwardLine(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const who = origin.sender_user
    ? fullName(origin.sender_user)
    : (origin.sender_user_name ?? origin.chat?.title ?? "");
  return h("p", { class: "forwarded", words: "forwarded", vars: { who } });
}

function meta(message, own) {
  const edited = message.edit_date
    ? h("span", { class: "edited", testid: "edited", words: "edited" })
    : null;
  const when = h(
    "time",
    { datetime: new Date(message.date * 1000).toISOString() },
    clockTime(message.date),
  );
  return h(
    "span",
    { class: "meta" },
    edited,
    when,
    own ? h("span", { class: "sent", label: "sent", role: "img" }, icon("check")) : null,
  );
}

function textBlock(message, kind) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  return h(
    "div",
    { class: "text", testid: "bubble-text", dir: "auto", data: { kind } },
    ...formatted(text, entities),
  );
}

function moreButton(message, actions) {
  const press = (event) => actions.menu(event.currentTarget, message);
  return h(
    "button",
    {
      type: "button",
      class: "icon-button more",
      label: "message_menu",
      testid: "bubble-menu",
      "aria-haspopup": "menu",
      on: { click: press },
    },
    icon("more"),
  );
}

/** In a group many talk at once: an answer names what it answers. */
function replyButton(message, { names, actions }) {
  if (!names) return null;
  return h(
    "button",
    {
      type: "button",
      class: "icon-button more",
      label: "reply",
      testid: "bubble-reply",
      on: { click: () => actions.reply(message) },
    },
    icon("reply"),
  );
}

function author(message, context) {
  if (!context.names || message.from?.id === context.userId) return null;
  return h("p", { class: `author hue-${hue(message.from?.id)}` }, fullName(message.from));
}

function bodyOf(messages, kind, context) {
  const [first] = messages;
  const shown = messages
    .map((message) => attachment(message, messageKind(message)))
    .filter(Boolean);
  const media =
    shown.length > 1
      ? h("div", { class: "album", testid: "album" }, ...shown)
      : (shown[0] ?? null);
  const told = messages.find((message) => message.caption || message.text) ?? first;
  return [
    author(first, context),
    forwardLine(first),
    quotation(first, context.actions),
    media,
    textBlock(told, kind),
    reactions(first),
  ];
}

function service(message) {
  const words = serviceText(message) ?? t("service_other");
  return h("li", { class: "service", testid: "service" }, h("span", {}, words));
}

/** A message (or the several of an album) as a list item. */
export function bubble(messages, context) {
  const first = messages[0];
  const kind = messageKind(first);
  if (kind === "service" || kind === "web_app_data") return service(first);
  const own = first.from?.id === context.userId;
  const worded = Boolean(messages.find((message) => message.text ?? message.caption));
  const bare = kind === "sticker" || (kind === "video_note" && !first.caption);
  const box = h(
    "div",
    {
      class: `bubble kind-${kind}${bare ? " bare" : ""}${worded ? " worded" : ""}${messages.at(-1).edit_date ? " changed" : ""}`,
    },
    ...bodyOf(messages, kind, context),
    meta(messages.at(-1), own),
  );
  const keys = inlineRows(messages.at(-1), context.actions);
  const column = h("div", { class: "column" }, box, keys);
  const options = {
    class: `message ${own ? "own" : "other"}`,
    testid: own ? "bubble-own" : "bubble-bot",
    data: { messageId: first.message_id },
    on: {},
  };
  if (first.has_protected_content) {
    options.class += " protected";
    options.on.contextmenu = (event) => event.preventDefault();
  }
  const tools = h(
    "div",
    { class: "tools" },
    moreButton(first, context.actions),
    replyButton(first, context),
  );
  return h("li", options, column, tools);
}

function pendingState(item, actions) {
  if (item.state === "failed") {
    const retry = h("button", {
      type: "button",
      class: "link",
      words: "retry",
      testid: "retry",
      on: { click: () => actions.retry(item) },
    });
    const drop = h("button", {
      type: "button",
      class: "link",
      words: "discard",
      testid: "discard",
      on: { click: () => actions.forget(item) },
    });
    return h(
      "p",
      { class: "failed", role: "alert" },
      icon("alert"),
      h("span", { words: "not_sent" }),
      item.error ? h("small", {}, item.error) : null,
      retry,
      drop,
    );
  }
  const bar = item.files
    ? h("progress", {
        max: 1,
        value: item.progress,
        testid: "upload-progress",
        "aria-label": t("sending"),
      })
    : null;
  return h("span", { class: "meta" }, bar, h("span", { words: "sending" }), icon("clock"));
}

/** Something of one's own that has not arrived yet. */
export function pendingBubble(item, actions) {
  const text =
    item.text && item.kind !== "contact" ? h("div", { class: "text" }, item.text) : null;
  const box = h(
    "div",
    { class: `bubble pending kind-${item.kind}` },
    pendingAttachment(item),
    text,
    pendingState(item, actions),
  );
  return h(
    "li",
    { class: `message own ${item.state}`, testid: `bubble-${item.state}` },
    h("div", { class: "column" }, box),
  );
}
