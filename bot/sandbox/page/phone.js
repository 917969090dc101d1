// The customer's phone: header, chat with the bot, start hint, menu button, identity.

import { fullName, summary } from "./bubble.js";
import { need, show } from "./dom.js";
import { chooseIdentity } from "./identity.js";
import { announce } from "./notices.js";
import { Talk } from "./talk.js";
import { onLanguage, say, t } from "./words.js";

/** The phone of one user. */
export class Phone {
  constructor(session, { onUnread, phoneNumber }) {
    this.session = session;
    this.onUnread = onUnread;
    this.root = need("#phone");
    this.talk = this.#makeTalk(phoneNumber);
    this.#wire();
  }

  #makeTalk(phoneNumber) {
    return new Talk({
      session: this.session,
      listRoot: need("#phone-list"),
      composerRoot: need("#phone-composer"),
      dropZone: this.root,
      prefix: "phone",
      phoneNumber,
    });
  }

  async open() {
    this.thread = this.session.thread(this.session.privateChat);
    this.talk.show(this.thread);
    await this.session.load(this.thread);
    this.talk.view.toBottom("instant");
    this.#drawAll();
  }

  #wire() {
    const on = (name, handler) =>
      this.session.addEventListener(name, (event) => handler(event.detail));
    on("state", () => this.thread && this.#drawAll());
    on("line", () => this.#drawStatus());
    on("action", () => this.#drawStatus());
    on("keyboard", () => this.#drawKeyboard());
    on("thread", (detail) => detail.thread === this.thread && this.#drawThread(detail));
    on("progress", ({ thread, item }) => thread === this.thread && this.talk.view.progress(item));
    on("message", (detail) => detail.thread === this.thread && this.#onMessage(detail));
    onLanguage(() => this.thread && this.#drawAll());
    need("#start").addEventListener("click", () => this.#start());
    need("#unblock").addEventListener("click", () => this.session.block(false));
    need("#identity").addEventListener("click", (event) =>
      chooseIdentity(event.currentTarget, this.session),
    );
  }

  #start() {
    this.talk.say("/start");
    this.talk.composer.focus();
  }

  #onMessage({ message, own }) {
    if (own) return;
    this.talk.view.noteNew();
    this.onUnread();
    // The bot tells its commands when it starts, which may be after this page did.
    if (!this.session.state.commands?.length) this.session.refreshState().catch(() => {});
    announce(t("bot_says", { who: this.session.state.bot.first_name, what: summary(message) }));
  }

  #drawThread(detail) {
    this.talk.view.draw(detail);
    this.talk.heedForceReply();
    this.#drawHint();
  }

  #drawAll() {
    need("#bot-name").textContent = this.session.state.bot.first_name;
    need("#identity-name").textContent = fullName(this.session.user);
    this.#drawThread({});
    this.#drawStatus();
    this.#drawKeyboard();
    this.#drawMenu();
    show(need("#blocked"), this.session.blocked);
    show(need("#phone-composer"), !this.session.blocked);
  }

  #drawHint() {
    const empty =
      this.thread.loaded && this.thread.messages.size === 0 && this.thread.pending.length === 0;
    show(need("#start-hint"), empty);
  }

  #drawStatus() {
    const status = need("#bot-status");
    const action = this.thread && this.session.action(this.thread);
    const key = !this.session.connected
      ? "connecting"
      : action
        ? `action_${action}`
        : "bot_is_bot";
    status.classList.toggle("busy", key !== "bot_is_bot");
    say(status, "words", key);
  }

  #drawKeyboard() {
    const markup = this.session.replyKeyboard(this.session.privateChat);
    const form = JSON.stringify(markup);
    if (form === this.keyboardForm) return;
    this.keyboardForm = form;
    this.talk.composer.setKeyboard(markup);
    this.talk.view.toBottom("instant");
  }

  #drawMenu() {
    const { menu_button: menu, commands } = this.session.state;
    const composer = this.talk.composer;
    if (menu?.type === "web_app") composer.setMenu({ app: menu.web_app.url, text: menu.text });
    else composer.setMenu(commands?.length ? { commands: true } : null);
  }
}
