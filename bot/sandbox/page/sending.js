// What the person sends: shown at once, then confirmed, or kept to be tried again.

import { post, upload } from "./api.js";

/** Sends for one session; `tell(name, detail)` hears "thread" and "progress". */
export class Sending {
  #count = 0;

  constructor(session, tell) {
    this.session = session;
    this.tell = tell;
  }

  /** Say something; a bubble shows at once and tells whether it arrived. */
  text(thread, text, replyTo = null) {
    const item = this.#pend(thread, { kind: "text", text, replyTo, left: 1 });
    item.run = () =>
      post("/page/message", {
        user: this.session.userId,
        chat: thread.chat,
        topic: thread.topic,
        text,
        reply_to: replyTo?.message_id,
      });
    return this.#attempt(thread, item);
  }

  contact(thread, contact) {
    const item = this.#pend(thread, { kind: "contact", text: contact.phone_number, left: 1 });
    item.run = () =>
      post("/page/message", {
        user: this.session.userId,
        chat: thread.chat,
        topic: thread.topic,
        contact,
      });
    return this.#attempt(thread, item);
  }

  /** Send files as one kind; several photos become an album. */
  files(thread, files, options) {
    const item = this.#pend(thread, {
      kind: options.kind,
      text: options.caption ?? "",
      files,
      replyTo: options.replyTo ?? null,
      left: files.length,
    });
    const { replyTo, ...rest } = options;
    const fields = {
      user: this.session.userId,
      chat: thread.chat,
      topic: thread.topic,
      ...rest,
      reply_to: replyTo?.message_id,
      album: files.length > 1 ? 1 : undefined,
    };
    item.run = () => upload(fields, files, (share) => this.#progress(thread, item, share));
    return this.#attempt(thread, item);
  }

  retry(thread, item) {
    item.state = "sending";
    item.error = "";
    return this.#attempt(thread, item);
  }

  forget(thread, item) {
    thread.remove(item);
    this.tell("thread", { thread });
  }

  #pend(thread, item) {
    const whole = {
      id: `pending-${++this.#count}`,
      state: "sending",
      progress: 0,
      error: "",
      at: Date.now() / 1000,
      ...item,
    };
    thread.pending.push(whole);
    this.tell("thread", { thread, own: true });
    return whole;
  }

  async #attempt(thread, item) {
    try {
      const data = await item.run();
      thread.remove(item);
      thread.take(data.messages ?? (data.message ? [data.message] : []));
      if (!data.message && !data.messages) await this.session.load(thread);
    } catch (error) {
      item.state = "failed";
      item.error = error.message;
    }
    this.tell("thread", { thread });
  }

  #progress(thread, item, share) {
    item.progress = share;
    this.tell("progress", { thread, item });
  }
}
