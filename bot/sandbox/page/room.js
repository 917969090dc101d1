// One open topic (or a group without topics): its head, what is pinned, the talk, its menu.

import { summary } from "./bubble.js";
import { h, need, show } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { askFor, confirmBox, toast } from "./notices.js";
import { Talk } from "./talk.js";
import { topicFace } from "./topics.js";
import { say, t } from "./words.js";

/** Where a topic can be found again: the part of the address after `#`. */
export function topicHash(chat, topic = null) {
  return topic === null ? `#desk/${chat}` : `#desk/${chat}/${topic}`;
}

function iconButton(name, label, testid, press) {
  const options = { type: "button", class: "icon-button", label, testid, on: { click: press } };
  return h("button", options, icon(name));
}

/** The room of one identity; `onLeave()` hears when the person goes back to the list. */
export class Room {
  constructor(session, { onLeave }) {
    this.session = session;
    this.onLeave = onLeave;
    this.thread = null;
    this.#build();
  }

  #build() {
    this.mark = h("span", {});
    this.title = h("h3", { testid: "desk-title" });
    this.status = h("p", { class: "status", testid: "desk-status", "aria-live": "polite" });
    const back = iconButton("back", "back", "desk-back", () => this.onLeave());
    back.classList.add("desk-back");
    this.more = iconButton("more", "topic_menu", "topic-menu", () => this.#menu());
    this.more.setAttribute("aria-haspopup", "menu");
    const head = h("header", {}, back, this.mark, h("div", {}, this.title, this.status), this.more);
    this.pinned = h("button", {
      type: "button",
      class: "pinned",
      testid: "pinned",
      label: "to_pinned",
      on: { click: () => this.talk.reveal(this.thread.pinned.message_id) },
    });
    const list = h("div", { class: "thread" });
    this.composerRoot = h("div", {});
    this.closed = h("p", { class: "closed-note", testid: "topic-closed" });
    const hint = h("p", { class: "drop-hint", words: "drop_here", "aria-hidden": "true" });
    const parts = [head, this.pinned, list, this.closed, this.composerRoot, hint];
    this.node = h("div", { class: "room" }, ...parts);
    this.node.addEventListener("keydown", (event) => this.#keys(event));
    need("#desk-room").replaceChildren(this.node);
    this.talk = new Talk({
      session: this.session,
      listRoot: list,
      composerRoot: this.composerRoot,
      dropZone: this.node,
      prefix: "desk",
      names: true,
      withContact: false,
    });
  }

  get topic() {
    return this.thread && this.session.topic(this.thread);
  }

  async open(thread, focus) {
    this.thread = thread;
    this.talk.show(thread);
    this.drawHead();
    await this.session.load(thread);
    if (this.thread !== thread) return;
    this.talk.view.toBottom("instant");
    if (focus) this.talk.composer.focus();
  }

  /** Go back to the list; what was not sent waits here. */
  leave() {
    this.talk.rest();
    this.thread = null;
  }

  draw(detail = {}) {
    this.talk.view.draw(detail);
    this.talk.heedForceReply();
    this.#drawPinned();
  }

  drawHead() {
    const { topic } = this;
    const group = this.session.chat(this.thread.chat)?.title ?? "";
    const { mark, name } = topic ? topicFace(topic) : { mark: "", name: group };
    this.mark.replaceChildren(mark);
    this.title.textContent = name;
    show(this.more, topic !== null);
    this.drawStatus();
    this.#drawPinned();
    this.#drawClosed(topic);
  }

  drawStatus() {
    const action = this.session.action(this.thread);
    show(this.status, Boolean(action));
    if (action) say(this.status, "words", `action_${action}`);
  }

  #drawPinned() {
    const message = this.thread.pinned;
    show(this.pinned, Boolean(message));
    if (!message) return;
    this.pinned.replaceChildren(
      icon("pin"),
      h("span", {}, h("b", { words: "pinned" }), h("span", {}, summary(message))),
    );
  }

  #drawClosed(topic) {
    show(this.closed, Boolean(topic?.closed));
    show(this.composerRoot, !topic?.closed || topic.mine);
    if (!topic?.closed) return;
    const reopen = h("button", {
      type: "button",
      class: "link",
      words: "reopen",
      testid: "topic-reopen",
      on: { click: () => this.#change("reopen") },
    });
    this.closed.replaceChildren(
      icon("lock"),
      h("span", { words: topic.mine ? "closed_to_others" : "closed_to_you" }),
      topic.mine ? reopen : "",
    );
  }

  #keys(event) {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    this.onLeave();
  }

  #menu() {
    const { topic } = this;
    if (!topic) return;
    const item = (words, mark, testid, act) => ({ words, icon: mark, testid, act });
    const items = [item("copy_link", "link", "topic-link", () => this.#copyLink())];
    if (topic.mine) {
      const [words, mark] = topic.closed ? ["reopen", "unlock"] : ["close_topic", "lock"];
      const change = topic.closed ? "reopen" : "close";
      items.push(item("rename", "edit", "topic-rename", () => this.#rename()));
      items.push(item(words, mark, "topic-close", () => this.#change(change)));
    }
    if (topic.deletable && !topic.general)
      items.push(item("delete_topic", "trash", "topic-delete", () => this.#remove()));
    openMenu(this.more, items, "topic-actions");
  }

  #copyLink() {
    const { chat, topic } = this.thread;
    navigator.clipboard?.writeText(new URL(topicHash(chat, topic), location.href).href);
    toast(t("copied"));
  }

  async #rename() {
    const fields = [{ name: "name", words: "topic_name", value: this.topic.name }];
    const answer = await askFor({ testid: "rename-topic", title: "rename", fields, yes: "save" });
    if (answer) this.#change("rename", answer.name);
  }

  async #remove() {
    const { thread } = this;
    const question = t("delete_topic_sure", { name: this.topic.name });
    if ((await confirmBox(question, { yes: "delete_topic" })) && thread === this.thread)
      this.#change("delete");
  }

  async #change(change, name) {
    try {
      await this.session.changeTopic(this.thread, change, name);
    } catch (error) {
      toast(t("failed_because", { why: error.message }));
    }
  }
}
