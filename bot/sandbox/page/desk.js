// The support group as an agent sees it: topics, what is unread, a thread, a composer.

import { get } from "./api.js";
import { fullName, hue, summary } from "./bubble.js";
import { h, need, reconcile, show } from "./dom.js";
import { announce } from "./notices.js";
import { preference, setPreference } from "./prefs.js";
import { Session } from "./session.js";
import { Talk } from "./talk.js";
import { clockTime, language, onLanguage, t } from "./words.js";

/** The group's view with an identity of its own, beside the customer's phone. */
export class Desk {
  #unread = new Map();
  #session = null;

  constructor(phoneSession, { onUnread, visible }) {
    this.phoneSession = phoneSession;
    this.onUnread = onUnread;
    this.visible = visible;
    this.people = need("#desk-identity");
    this.groups = need("#desk-group");
    this.topics = need("#desk-topics");
    this.people.addEventListener("change", () => this.become(Number(this.people.value)));
    this.groups.addEventListener("change", () => this.#openGroup(Number(this.groups.value)));
    need("#desk-back").addEventListener("click", () => this.#leaveTopic());
    onLanguage(() => this.#redraw());
  }

  /** Start listening for who is in a group; called again when the tab is opened. */
  async open() {
    if (!this.#session?.groups().length) {
      await this.phoneSession.refreshState();
      await this.become(await this.#firstMember());
    }
    if (this.thread && this.visible()) this.#read();
  }

  #read() {
    this.#unread.delete(this.thread.topic);
    this.#drawTopics();
  }

  /** Who to start as: the one of last time, else the first person that is in a group. */
  async #firstMember() {
    const known = this.phoneSession.state.users.map((user) => user.id);
    const remembered = Number(preference("desk"));
    for (const id of [remembered, ...known].filter((one) => known.includes(one))) {
      const { chats } = await get("/page/state", { user: id });
      if (chats.some((chat) => chat.type !== "private")) return id;
    }
    return this.phoneSession.userId;
  }

  async become(userId) {
    this.#session?.close();
    this.#unread.clear();
    this.thread = null;
    this.group = null;
    setPreference("desk", userId);
    const session = new Session(userId);
    this.#session = session;
    await session.open();
    this.talk = this.#makeTalk(session);
    this.#listen(session);
    this.#drawIdentities();
    this.#drawGroups();
  }

  #makeTalk(session) {
    need("#desk-list").replaceChildren();
    need("#desk-composer").replaceChildren();
    return new Talk({
      session,
      listRoot: need("#desk-list"),
      composerRoot: need("#desk-composer"),
      dropZone: need("#desk-thread"),
      prefix: "desk",
      names: true,
      withCapture: false,
    });
  }

  #listen(session) {
    const on = (name, handler) =>
      session.addEventListener(
        name,
        (event) => this.#session === session && handler(event.detail),
      );
    on("state", () => this.#drawGroups());
    on("thread", (detail) => detail.thread === this.thread && this.talk.view.draw(detail));
    on("progress", ({ thread, item }) => thread === this.thread && this.talk.view.progress(item));
    on("message", (detail) => this.#onMessage(detail));
  }

  #redraw() {
    if (!this.group) return;
    this.#drawTopics();
    if (this.thread) this.talk.view.draw();
  }

  #onMessage({ thread, message, own }) {
    if (thread.chat !== this.group?.id) return;
    if (own) return this.#drawTopics();
    if (thread === this.thread) this.talk.view.noteNew();
    if (thread !== this.thread || !this.visible())
      this.#unread.set(thread.topic, (this.#unread.get(thread.topic) ?? 0) + 1);
    announce(t("bot_says", { who: fullName(message.from), what: summary(message) }));
    this.onUnread();
    return this.#drawTopics();
  }

  #drawIdentities() {
    const users = this.#session.state.users.filter((user) => !user.is_bot);
    this.people.replaceChildren(
      ...users.map((user) =>
        h(
          "option",
          { value: user.id, selected: user.id === this.#session.userId },
          fullName(user),
        ),
      ),
    );
  }

  #drawGroups() {
    const groups = this.#session.groups();
    show(need("#desk-empty"), groups.length === 0);
    show(need("#desk-body"), groups.length > 0);
    this.groups.replaceChildren(
      ...groups.map((group) => h("option", { value: group.id }, group.title)),
    );
    if (groups.length === 0) return;
    const id = groups.some((group) => group.id === this.group?.id) ? this.group.id : groups[0].id;
    this.groups.value = id;
    this.#openGroup(id);
  }

  #openGroup(id) {
    const changed = this.group?.id !== id;
    this.group = this.#session.chat(id);
    show(this.topics, Boolean(this.group.is_forum));
    if (changed || !this.thread) this.#firstThread();
    this.#drawTopics();
  }

  #firstThread() {
    this.thread = null;
    need("#desk-body").classList.remove("reading");
    const topics = this.group.topics ?? [];
    if (!this.group.is_forum) this.#openTopic(null);
    else if (topics.length > 0 && innerWidth > 1000)
      this.#openTopic(this.#recentFirst()[0].message_thread_id);
    show(need("#desk-thread"), this.thread !== null);
  }

  #recentFirst() {
    return [...(this.group.topics ?? [])].sort(
      (one, other) => (other.last_message_id ?? 0) - (one.last_message_id ?? 0),
    );
  }

  async #openTopic(topicId, focus = false) {
    this.thread = this.#session.thread(this.group.id, topicId);
    if (this.visible()) this.#unread.delete(topicId);
    show(need("#desk-thread"), true);
    need("#desk-body").classList.add("reading");
    const topic = this.group.topics?.find((one) => one.message_thread_id === topicId);
    need("#desk-title").textContent = topic?.name ?? this.group.title;
    this.talk.show(this.thread);
    this.#drawTopics();
    await this.#session.load(this.thread);
    this.talk.view.toBottom("instant");
    if (focus) this.talk.composer.focus();
  }

  #leaveTopic() {
    need("#desk-body").classList.remove("reading");
    this.thread = null;
    this.#drawTopics();
    need("button", this.topics)?.focus();
  }

  #drawTopics() {
    const rows = this.#recentFirst().map((topic) => this.#topicRow(topic));
    const none = {
      key: "none",
      signature: language(),
      make: () => h("li", { class: "empty", words: "no_topics" }),
    };
    reconcile(this.topics, rows.length > 0 ? rows : [none]);
  }

  #topicRow(topic) {
    const id = topic.message_thread_id;
    const thread = this.#session.thread(this.group.id, id);
    const last = thread.newest;
    const unread = this.#unread.get(id) ?? 0;
    const current = this.thread === thread;
    const signature = JSON.stringify([language(), topic, unread, last?.message_id, current]);
    return {
      key: `topic-${id}`,
      signature,
      make: () => this.#topicItem(topic, { last, unread, current }),
    };
  }

  #topicItem(topic, { last, unread, current }) {
    const id = topic.message_thread_id;
    const mark = h(
      "span",
      { class: `topic-mark hue-${hue(topic.icon_color ?? id)}`, "aria-hidden": "true" },
      topic.name.slice(0, 1),
    );
    const head = h(
      "span",
      { class: "topic-head" },
      h("b", {}, topic.name),
      last ? h("time", {}, clockTime(last.date)) : null,
    );
    const tail = h(
      "span",
      { class: "topic-tail" },
      h("span", {}, last ? summary(last) : ""),
      topic.closed ? h("small", { words: "closed" }) : null,
      unread ? h("span", { class: "badge", testid: "topic-unread" }, unread) : null,
    );
    const button = h(
      "button",
      {
        type: "button",
        testid: "topic",
        data: { topicId: id },
        "aria-current": current ? "true" : null,
        on: { click: () => this.#openTopic(id, true) },
      },
      mark,
      h("span", { class: "topic-text" }, head, tail),
    );
    return h("li", {}, button);
  }
}
