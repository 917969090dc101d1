// What the buttons of a thread do, for the customer's phone and for the desk alike.

import { acceptDrops, offerFiles } from "./attach.js";
import { capture } from "./capture.js";
import { ChatView } from "./chatview.js";
import { Composer } from "./composer.js";
import { openMenu } from "./menu.js";
import { openMiniApp } from "./miniapp.js";
import { alertBox, askFor, toast } from "./notices.js";
import { t } from "./words.js";

const CAPTURE_KINDS = { selfie: "photo", video: "video", note: "video_note", voice: "voice" };

/** Whether a message has words of its author's own, which can be changed. */
function worded(message) {
  return Boolean(message.text ?? message.caption) && !message.forward_origin;
}

/** One thread on the screen with its composer. */
export class Talk {
  constructor({
    session,
    listRoot,
    composerRoot,
    dropZone,
    prefix,
    names = false,
    withContact = true,
    phoneNumber = () => "",
  }) {
    this.session = session;
    this.phoneNumber = phoneNumber;
    this.view = new ChatView(listRoot, {
      userId: session.userId,
      names,
      actions: this.#actions(),
    });
    this.composer = new Composer(composerRoot, this.#hooks(withContact), prefix);
    if (dropZone) acceptDrops(dropZone, (files) => this.offer(files));
    listRoot.addEventListener("click", (event) => this.#command(event));
  }

  show(thread) {
    this.rest();
    this.thread = thread;
    this.composer.restore(thread.draft);
    this.view.show(thread);
  }

  /** Keep what was not sent with its thread: it must not end up in another. */
  rest() {
    if (this.thread) this.thread.draft = this.composer.draft();
  }

  /** The newest message wants an answer: begin one, unless the person is writing already. */
  heedForceReply() {
    const { newest } = this.thread;
    const { force_reply: wanted, selective } = newest?.sandbox ?? {};
    const toMe = newest?.reply_to_message?.from?.id === this.session.userId;
    if (!wanted || (selective && !toMe) || this.thread.heeded === newest.message_id) return;
    this.thread.heeded = newest.message_id;
    if (!this.composer.busy) this.composer.reply(newest);
  }

  #actions() {
    return {
      press: (message, button, node) => this.#press(message, button, node),
      menu: (anchor, message) => this.#messageMenu(anchor, message),
      reply: (message) => this.composer.reply(message),
      reveal: (id) => this.reveal(id),
      retry: (item) => this.session.sending.retry(this.thread, item),
      forget: (item) => this.session.sending.forget(this.thread, item),
      older: () => this.#older(),
    };
  }

  #hooks(withContact) {
    return {
      send: (text, replyTo) => this.say(text, replyTo),
      edit: (message, text) => this.#edit(message, text),
      lastOwn: () => this.#lastOwn(),
      files: (files, kind) => this.offer(files, kind === "document"),
      capture: (mode) => this.#capture(mode),
      contact: withContact ? () => this.shareContact() : undefined,
      key: (button) => this.#replyKey(button),
      commands: () => this.session.state.commands ?? [],
      appButton: (menu) => this.openApp(menu.app, "menu"),
    };
  }

  say(text, replyTo = null) {
    return this.session.sending.text(this.thread, text, replyTo);
  }

  offer(files, asFile = false) {
    const { thread } = this;
    const send = (part, options) => {
      const replyTo = this.composer.takeReply();
      this.session.sending.files(thread, part, { ...options, replyTo });
    };
    return offerFiles(files, send, asFile);
  }

  /** Scroll to a message, fetching what came before if it is not here yet. */
  async reveal(id) {
    const { thread } = this;
    while (!thread.messages.has(id) && !thread.exhausted && thread.oldest > id)
      await this.session.loadOlder(thread);
    if (thread !== this.thread || !this.view.reveal(id)) toast(t("message_gone"));
  }

  async #capture(mode) {
    const { thread } = this;
    const taken = await capture(mode);
    if (!taken) return;
    const seconds = taken.seconds ? Math.max(1, Math.round(taken.seconds)) : undefined;
    const side = mode === "note" ? 480 : undefined;
    const options = {
      kind: CAPTURE_KINDS[mode],
      duration: seconds,
      width: side ?? taken.width,
      height: side ?? taken.height,
      replyTo: this.composer.takeReply(),
    };
    this.session.sending.files(thread, [taken], options);
  }

  async #edit(message, text) {
    try {
      await this.session.edit(this.thread, message, text);
    } catch (error) {
      toast(t("failed_because", { why: error.message }));
    }
  }

  async #remove(message) {
    try {
      await this.session.remove(this.thread, message);
    } catch (error) {
      toast(t("failed_because", { why: error.message }));
    }
  }

  #lastOwn() {
    const own = this.thread.sorted().filter((message) => message.from?.id === this.session.userId);
    return own.reverse().find(worded) ?? null;
  }

  async #older() {
    if (this.busyOlder || !this.thread.loaded) return;
    this.busyOlder = true;
    await this.session.loadOlder(this.thread).catch(() => {});
    this.busyOlder = false;
  }

  #command(event) {
    const command = event.target.closest?.("[data-command]")?.dataset.command;
    if (command) this.say(command);
  }

  async #press(message, button, node) {
    if (button.copy_text) return this.#copy(button.copy_text.text);
    if (button.web_app)
      return this.openApp(button.web_app.url, "inline", message.message_id, button.text);
    if (button.callback_data === undefined) return toast(t("button_not_here"));
    return this.#tap(message, button, node);
  }

  async #tap(message, button, node) {
    node.classList.add("waiting");
    node.setAttribute("aria-busy", "true");
    try {
      const answer = await this.session.tap(message, button.callback_data);
      if (answer.url) window.open(answer.url, "_blank", "noopener");
      else if (answer.show_alert) await alertBox(answer.text ?? "");
      else if (answer.text) toast(answer.text);
    } catch (error) {
      toast(t("failed_because", { why: error.message }));
    } finally {
      node.classList.remove("waiting");
      node.removeAttribute("aria-busy");
    }
  }

  #copy(text) {
    navigator.clipboard?.writeText(text);
    toast(t("copied"));
  }

  async openApp(url, kind, messageId = undefined, buttonText = "") {
    const chat = this.thread.chat;
    try {
      const answer = await this.session.openWebApp(chat, url, kind, messageId);
      const data = await openMiniApp(answer.url, buttonText);
      if (data !== null && kind === "keyboard")
        await this.session.sendWebAppData(chat, data, buttonText);
    } catch (error) {
      toast(t("failed_because", { why: error.message }));
    }
  }

  #replyKey(button) {
    if (button.request_contact) return this.shareContact();
    if (button.web_app)
      return this.openApp(button.web_app.url, "keyboard", undefined, button.text);
    return this.say(button.text);
  }

  async shareContact() {
    const fields = [
      { name: "phone", words: "phone_number", value: this.phoneNumber(), mode: "tel" },
    ];
    const answer = await askFor({
      testid: "share-contact",
      title: "share_contact",
      fields,
      yes: "share",
    });
    if (!answer) return;
    const { first_name: first, id } = this.session.user;
    this.session.sending.contact(this.thread, {
      phone_number: answer.phone,
      first_name: first,
      user_id: id,
    });
  }

  #messageMenu(anchor, message) {
    const text = message.has_protected_content ? null : (message.text ?? message.caption);
    const own = message.from?.id === this.session.userId;
    const items = [
      {
        words: "reply",
        icon: "reply",
        testid: "menu-reply",
        act: () => this.composer.reply(message),
      },
    ];
    if (text)
      items.push({
        words: "copy",
        icon: "copy",
        testid: "menu-copy",
        act: () => this.#copy(text),
      });
    if (own && worded(message))
      items.push({
        words: "edit",
        icon: "edit",
        testid: "menu-edit",
        act: () => this.composer.edit(message),
      });
    if (own)
      items.push({
        words: "delete",
        icon: "close",
        testid: "menu-delete",
        act: () => this.#remove(message),
      });
    openMenu(anchor, items, "message-menu");
  }
}
