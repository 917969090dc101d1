// One identity's live connection: its chats, threads and what is on the way.

import { Activity } from "./activity.js";
import { get, post, Refused } from "./api.js";
import { Sending } from "./sending.js";
import { Stream } from "./stream.js";
import { themeParams } from "./theme.js";
import { messageKind, Thread } from "./thread.js";

/**
 * What one user sees and does.
 * Fires: state, thread, message, action, unread, sms, line, keyboard, gone.
 */
export class Session extends EventTarget {
  #threads = new Map();
  #stream = null;
  #activity = new Activity((thread) => this.#tell("action", { thread }));

  constructor(userId) {
    super();
    this.userId = Number(userId);
    this.state = null;
    this.connected = false;
    this.sending = new Sending(this, (name, detail) => this.#tell(name, detail));
  }

  async open() {
    await this.refreshState();
    this.#stream = new Stream(
      this.userId,
      (name, data) => this.#hear(name, data),
      (up) => this.#line(up),
    );
    this.#stream.open();
  }

  close() {
    this.#stream?.close();
  }

  /** Take over what the server says of this user's chats. */
  async refreshState() {
    this.state = await get("/page/state", { user: this.userId });
    this.#tell("state");
  }

  get user() {
    return this.state.user;
  }

  get privateChat() {
    return this.userId; // in Telegram a private chat has the id of its person
  }

  chat(id) {
    return this.state.chats.find((chat) => chat.id === id);
  }

  groups() {
    return this.state.chats.filter((chat) => chat.type !== "private");
  }

  /** Whether this person keeps the bot from writing. */
  get blocked() {
    return Boolean(this.chat(this.privateChat)?.blocked);
  }

  replyKeyboard(chat) {
    return this.state.reply_keyboard?.[chat] ?? null;
  }

  thread(chat, topic = null) {
    const key = `${chat}:${topic ?? ""}`;
    if (!this.#threads.has(key)) this.#threads.set(key, new Thread(chat, topic));
    return this.#threads.get(key);
  }

  async load(thread) {
    const { messages, pinned } = await get("/page/messages", {
      user: this.userId,
      chat: thread.chat,
      topic: thread.topic,
    });
    thread.refresh(messages);
    thread.pinned = pinned;
    this.#tell("thread", { thread });
  }

  async loadOlder(thread) {
    if (thread.exhausted || thread.oldest === undefined) return;
    const query = {
      user: this.userId,
      chat: thread.chat,
      topic: thread.topic,
      before: thread.oldest,
    };
    const { messages } = await get("/page/messages", query);
    if (messages.length === 0) thread.exhausted = true;
    thread.take(messages);
    this.#tell("thread", { thread, older: true });
  }

  async edit(thread, message, text) {
    const data = await post("/page/edit", {
      user: this.userId,
      chat: thread.chat,
      message_id: message.message_id,
      text,
    });
    if (data.message) thread.take([data.message]);
    this.#tell("thread", { thread });
  }

  async remove(thread, message) {
    await post("/page/delete", {
      user: this.userId,
      chat: thread.chat,
      message_id: message.message_id,
    });
    thread.drop([message.message_id]);
    this.#tell("thread", { thread });
  }

  /** Tell that everything in a thread was seen. */
  read(thread) {
    const { chat, topic } = thread;
    return post("/page/read", { user: this.userId, chat, topic });
  }

  /** Rename, close, reopen or delete a topic. */
  changeTopic(thread, change, name = undefined) {
    const { chat, topic } = thread;
    return post("/page/topic_change", { user: this.userId, chat, topic, change, name });
  }

  topic(thread) {
    const topics = this.chat(thread.chat)?.topics;
    return topics?.find((one) => one.message_thread_id === thread.topic) ?? null;
  }

  /** How much this person has not read in a group, or in one of its topics. */
  unread(chat, topic = null) {
    if (topic !== null) return this.topic({ chat, topic })?.unread ?? 0;
    const me = this.state.users.find((user) => user.id === this.userId);
    return me?.unread?.[chat] ?? 0;
  }

  tap(message, data) {
    return post("/page/tap", {
      user: this.userId,
      chat: message.chat.id,
      message_id: message.message_id,
      data,
    });
  }

  openWebApp(chat, url, kind, messageId = undefined) {
    return post("/page/web_app", {
      user: this.userId,
      chat,
      url,
      kind,
      message_id: messageId,
      theme: themeParams(),
    });
  }

  sendWebAppData(chat, data, buttonText) {
    return post("/page/web_app_data", { user: this.userId, chat, data, button_text: buttonText });
  }

  async block(blocked) {
    await post("/page/block", { user: this.userId, blocked });
    await this.refreshState();
  }

  /** The chat action going on in a thread, e.g. "typing", or null. */
  action(thread) {
    return this.#activity.of(thread);
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #line(up) {
    this.connected = up;
    this.#tell("line", { up });
    if (up) this.#catchUp();
    else this.#lookWhetherGone();
  }

  /** A sandbox that was started afresh knows nobody; then this phone starts afresh too. */
  async #lookWhetherGone() {
    try {
      await this.refreshState();
    } catch (error) {
      if (error instanceof Refused && error.status === 404) this.#tell("gone");
    }
  }

  /** Ask for what was missed while nobody listened; if that fails, the next line asks again. */
  async #catchUp() {
    try {
      await this.refreshState();
      const open = [...this.#threads.values()].filter((thread) => thread.loaded);
      await Promise.all(open.map((thread) => this.load(thread)));
    } catch {
      this.connected = false;
      this.#tell("line", { up: false });
    }
  }

  #refreshQuietly() {
    this.refreshState().catch(() => {}); // the stream's own break tells the person
  }

  #hear(name, data) {
    const handlers = {
      message: () => this.#onMessage(data),
      edited: () => this.#onEdited(data),
      deleted: () => this.#onDeleted(data),
      chat_action: () => this.#onAction(data),
      reply_keyboard: () => this.#onKeyboard(data),
      topic: () => this.#refreshQuietly(),
      pinned: () => this.#onPinned(data),
      unread: () => this.#onUnread(data),
      blocked: () => this.#refreshQuietly(),
      member: () => this.#refreshQuietly(),
      sms: () => this.#tell("sms", { sms: data.sms ?? data }),
    };
    handlers[name]?.();
  }

  #onMessage({ message, chat_id: chat, topic_id: topic }) {
    const thread = this.thread(chat, topic ?? null);
    const fresh = !thread.messages.has(message.message_id);
    const own = message.from?.id === this.userId;
    if (own) thread.settle(message);
    else this.#activity.end(thread);
    thread.take([message]);
    this.#touch(thread, message);
    this.#tell("thread", { thread });
    if (fresh) this.#tell("message", { thread, message, own, kind: messageKind(message) });
    if (!this.chat(chat)) this.#refreshQuietly();
  }

  /** Let the topic list know the newest message of a topic. */
  #touch(thread, message) {
    const topic = this.topic(thread);
    if (!topic || message.message_id < topic.last_message_id) return;
    topic.last_message_id = message.message_id;
    topic.last = message;
  }

  #onPinned({ chat_id: chat, topic_id: topic, message }) {
    const thread = this.thread(chat, topic ?? null);
    thread.pinned = message;
    this.#tell("thread", { thread });
  }

  #onUnread({ chat_id: chat, topic_id: topic, counts }) {
    for (const { user, count, chats } of counts) {
      const person = this.state.users.find((one) => one.id === user);
      if (person) person.unread = chats;
      if (user !== this.userId) continue;
      const marked = topic === null ? this.chat(chat) : this.topic({ chat, topic });
      if (marked) marked.unread = count;
    }
    this.#tell("unread", { chat, topic });
  }

  #onEdited({ message, chat_id: chat, topic_id: topic }) {
    const thread = this.thread(chat, topic ?? null);
    thread.take([message]);
    this.#touch(thread, message);
    this.#tell("thread", { thread });
  }

  #onDeleted(data) {
    const ids = data.message_ids ?? [data.message_id];
    for (const thread of this.#threads.values()) {
      if (thread.chat !== data.chat_id) continue;
      thread.drop(ids);
      this.#tell("thread", { thread });
    }
    if (this.chat(data.chat_id)?.is_forum) this.#refreshQuietly();
  }

  #onKeyboard({ chat_id: chat, ...rest }) {
    const markup = rest.markup ?? rest.reply_keyboard ?? null;
    this.state.reply_keyboard = { ...this.state.reply_keyboard, [chat]: markup };
    this.#tell("keyboard", { chat });
  }

  #onAction({ chat_id: chat, topic_id: topic, action }) {
    this.#activity.begin(this.thread(chat, topic ?? null), action);
  }
}
