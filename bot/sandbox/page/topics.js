// The list of a group's topics: newest first, what is unread, what state each is in.

import { hue, summary } from "./bubble.js";
import { h, need, reconcile, show } from "./dom.js";
import { icon } from "./icons.js";
import { messageKind } from "./thread.js";
import { clockTime, language, t } from "./words.js";

const MANY = 8;
const EMOJI = /^(\p{Extended_Pictographic}|\p{Regional_Indicator})/u;

/** The first sign of a text as people count signs, an emoji of many parts being one. */
function firstSign(text) {
  const [first] = new Intl.Segmenter().segment(text);
  return first?.segment ?? "";
}

/** A topic's round mark and its name: an emoji that begins the name stands in the mark. */
export function topicFace(topic) {
  const sign = topic.icon ?? firstSign(topic.name);
  const picture = EMOJI.test(sign);
  const looks = picture ? "picture" : `hue-${hue(topic.icon_color)}`;
  const hidden = picture ? null : "true";
  const mark = h("span", { class: `topic-mark ${looks}`, "aria-hidden": hidden }, sign);
  const rest = picture && !topic.icon ? topic.name.slice(sign.length).trim() : topic.name;
  return { mark, name: rest || topic.name };
}

/** Draws into `#desk-topics`; `onOpen(topicId)` hears which is chosen. */
export class TopicList {
  #filter = "";

  constructor(onOpen) {
    this.onOpen = onOpen;
    this.list = need("#desk-topics");
    this.field = need("#desk-filter");
    this.list.addEventListener("keydown", (event) => this.#keys(event));
    this.field.addEventListener("input", () => {
      this.#filter = this.field.value.trim().toLowerCase();
      this.draw(this.session, this.group, this.current);
    });
  }

  /** Show the topics of a group with the open one marked. */
  draw(session, group, current) {
    Object.assign(this, { session, group, current });
    const topics = this.#newestFirst();
    show(this.field, topics.length > MANY || this.#filter !== "");
    const rows = topics.filter((topic) => this.#fits(topic)).map((topic) => this.#row(topic));
    reconcile(this.list, rows.length > 0 ? rows : [this.#none()]);
    this.#oneStop();
  }

  /** Put the cursor on the open topic, else on the first. */
  focus(topicId = null) {
    const wanted = this.list.querySelector(`[data-topic-id="${topicId}"]`);
    (wanted ?? this.list.querySelector("button"))?.focus();
  }

  #fits(topic) {
    return topic.name.toLowerCase().includes(this.#filter);
  }

  #newestFirst() {
    const shown = (this.group?.topics ?? []).filter((topic) => !topic.hidden);
    return shown.sort((one, other) => (other.last_message_id ?? 0) - (one.last_message_id ?? 0));
  }

  #none() {
    const words = this.#filter ? "no_such_topic" : "no_topics";
    return {
      key: "none",
      signature: `${language()}${words}`,
      make: () => h("li", { class: "empty", words }),
    };
  }

  #row(topic) {
    const id = topic.message_thread_id;
    const open = this.current === id;
    return {
      key: `topic-${id}`,
      signature: JSON.stringify([language(), topic, open]),
      make: () => h("li", {}, this.#button(topic, open)),
    };
  }

  #button(topic, open) {
    const id = topic.message_thread_id;
    const { mark, name } = topicFace(topic);
    return h(
      "button",
      {
        type: "button",
        testid: "topic",
        data: { topicId: id },
        class: topic.unread ? "has-unread" : "",
        "aria-current": open ? "true" : null,
        on: { click: () => this.onOpen(id) },
      },
      mark,
      h("span", { class: "topic-text" }, this.#head(topic, name), this.#tail(topic, open)),
    );
  }

  #head(topic, name) {
    const when = topic.last ? h("time", {}, clockTime(topic.last.date)) : null;
    return h("span", { class: "topic-head" }, h("b", {}, name), when);
  }

  #tail(topic, open) {
    const unread = open ? 0 : topic.unread;
    return h(
      "span",
      { class: "topic-tail" },
      h("span", {}, this.#preview(topic)),
      topic.closed ? h("span", { class: "shut", label: "closed", role: "img" }, icon("lock")) : null,
      unread ? h("span", { class: "badge", testid: "topic-unread" }, unread) : null,
    );
  }

  #preview(topic) {
    const { last } = topic;
    if (!last) return "";
    const own = last.from?.id === this.session.userId;
    const mine = own && messageKind(last) !== "service";
    return mine ? t("you_said", { what: summary(last) }) : summary(last);
  }

  /** Tab reaches the list once; the arrow keys go on inside it. */
  #oneStop() {
    const buttons = [...this.list.querySelectorAll("button")];
    const stop =
      buttons.find((button) => button === document.activeElement) ??
      buttons.find((button) => button.getAttribute("aria-current")) ??
      buttons[0];
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  }

  #keys(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const last = buttons.length - 1;
    const places = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0) };
    const place = { ...places, Home: 0, End: last }[event.key];
    if (place === undefined || at < 0) return;
    event.preventDefault();
    buttons[place].focus();
    this.#oneStop();
  }
}
