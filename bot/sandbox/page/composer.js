// Where the person writes: text, edits, replies, commands, attachments.

import { fullName, summary } from "./bubble.js";
import { h, show } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { ReplyKeyboard } from "./replykeyboard.js";
import { say } from "./words.js";

const TALLEST_PX = 160;
const LONGEST_TEXT = 4096;

/**
 * The bar under a thread. `hooks`: send(text, replyTo), edit(message, text), lastOwn(),
 * files(list), capture(mode), contact(), key(button), commands(), appButton().
 */
export class Composer {
  #replyTo = null;
  #editing = null;

  constructor(root, hooks, prefix) {
    this.hooks = hooks;
    this.prefix = prefix;
    this.#build();
    root.append(this.node);
    this.#size();
  }

  #build() {
    this.input = h("textarea", {
      rows: "1",
      label: "write",
      placeholder: "",
      maxlength: LONGEST_TEXT,
      testid: `${this.prefix}-input`,
      enterkeyhint: "send",
      on: {
        keydown: (event) => this.#keys(event),
        input: () => this.#changed(),
        paste: (event) => this.#paste(event),
      },
    });
    this.picker = h("input", {
      type: "file",
      multiple: true,
      hidden: true,
      testid: `${this.prefix}-file`,
      tabindex: "-1",
      "aria-hidden": "true",
      on: { change: () => this.#picked() },
    });
    this.sendButton = this.#iconButton("send", "send", () => this.submit(), "send-button");
    this.cameraButton = this.#iconButton(
      "camera",
      "capture",
      (event) => this.#captureMenu(event.currentTarget),
      "",
    );
    this.attachButton = this.#iconButton(
      "attach",
      "attach",
      (event) => this.#attachMenu(event.currentTarget),
      "",
    );
    this.menuButton = h("button", {
      type: "button",
      class: "bot-menu",
      testid: `${this.prefix}-menu`,
      "aria-haspopup": "menu",
      on: { click: () => this.#openCommands() },
    });
    this.keyboard = new ReplyKeyboard(this.prefix, (button) => this.hooks.key(button));
    this.context = h("div", {
      class: "composer-context",
      testid: `${this.prefix}-context`,
      hidden: true,
    });
    const bar = h(
      "div",
      { class: "composer-bar" },
      this.menuButton,
      this.attachButton,
      this.input,
      this.keyboard.button,
      this.cameraButton,
      this.sendButton,
      this.picker,
    );
    this.node = h(
      "div",
      { class: "composer", testid: `${this.prefix}-composer` },
      this.context,
      bar,
      this.keyboard.node,
    );
    this.#changed();
    this.setMenu(null);
    this.setKeyboard(null);
  }

  #iconButton(name, label, click, extra) {
    return h(
      "button",
      {
        type: "button",
        class: `icon-button ${extra}`,
        label,
        testid: `${this.prefix}-${name}`,
        on: { click },
      },
      icon(name),
    );
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Put words into the field for the person to look at and send. */
  fill(text) {
    this.input.value = text;
    this.#changed();
    this.focus();
  }

  submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const [replyTo, editing] = [this.#replyTo, this.#editing];
    this.input.value = "";
    this.quiet();
    this.#changed();
    if (editing) this.hooks.edit(editing, text);
    else this.hooks.send(text, replyTo);
  }

  reply(message) {
    this.#editing = null;
    this.#answer(message);
    this.focus();
  }

  #answer(message) {
    this.#replyTo = message;
    this.#showContext("reply", fullName(message.from), summary(message));
  }

  /** What a file that is sent now answers; asked once. */
  takeReply() {
    const message = this.#replyTo;
    if (message) this.quiet();
    return message;
  }

  /** What stands here unsent, to be brought back when its thread is opened again. */
  draft() {
    return { text: this.#editing ? "" : this.input.value, replyTo: this.#replyTo };
  }

  /** Begin afresh, or with what was left in a thread. */
  restore(draft) {
    this.quiet();
    this.input.value = draft?.text ?? "";
    this.#changed();
    if (draft?.replyTo) this.#answer(draft.replyTo);
  }

  /** Whether the person is in the middle of something here. */
  get busy() {
    return this.input.value !== "" || !this.context.hidden;
  }

  edit(message) {
    this.#replyTo = null;
    this.#editing = message;
    this.#showContext("edit", null, summary(message));
    this.fill(message.text ?? message.caption);
  }

  /** Neither replying nor editing any more. */
  quiet() {
    if (this.#editing) this.input.value = "";
    this.#replyTo = null;
    this.#editing = null;
    show(this.context, false);
    this.#changed();
  }

  #showContext(kind, name, text) {
    const title = name ? h("b", {}, name) : h("b", { words: "editing" });
    const stop = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        label: "cancel",
        testid: `${this.prefix}-context-cancel`,
        on: { click: () => this.quiet() },
      },
      icon("close"),
    );
    this.context.replaceChildren(
      icon(kind),
      h("span", {}, title, h("span", {}, text.slice(0, 120))),
      stop,
    );
    show(this.context, true);
  }

  /** The bot's menu button: its commands, a Mini App, or none. */
  setMenu(button) {
    this.menu = button;
    show(this.menuButton, button !== null);
    if (!button) return;
    this.menuButton.replaceChildren(
      icon(button.app ? "app" : "menu"),
      h("span", button.text ? {} : { words: "menu" }, ...(button.text ? [button.text] : [])),
    );
  }

  #openCommands() {
    if (this.menu?.app) this.hooks.appButton(this.menu);
    else openMenu(this.menuButton, this.#commandItems(), "commands");
  }

  #commandItems() {
    return this.hooks.commands().map((command) => ({
      text: `/${command.command}`,
      note: command.description,
      testid: `command-${command.command}`,
      act: () => this.hooks.send(`/${command.command}`, null),
    }));
  }

  /** The bot's reply keyboard, or null. */
  setKeyboard(markup) {
    if (markup?.input_field_placeholder) this.input.placeholder = markup.input_field_placeholder;
    else say(this.input, "label", "write");
    this.keyboard.set(markup);
  }

  #changed() {
    const empty = this.input.value.trim() === "";
    show(this.sendButton, !empty || this.hooks.capture === undefined);
    show(this.cameraButton, empty && this.hooks.capture !== undefined);
    this.#size();
  }

  #size() {
    this.input.style.height = "auto";
    const border = this.input.offsetHeight - this.input.clientHeight;
    this.input.style.height = `${Math.min(this.input.scrollHeight + border, TALLEST_PX)}px`;
  }

  #keys(event) {
    if (event.isComposing) return; // Enter confirms the input method's choice
    const empty = this.input.value === "";
    if (event.key === "Enter" && !event.shiftKey) this.#take(event, () => this.submit());
    else if (event.key === "Escape" && !this.context.hidden) this.#take(event, () => this.quiet());
    else if (event.key === "ArrowUp" && empty) this.#editLast(event);
  }

  #take(event, act) {
    event.preventDefault();
    act();
  }

  #editLast(event) {
    const message = this.hooks.lastOwn();
    if (message) this.#take(event, () => this.edit(message));
  }

  #paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) this.#take(event, () => this.hooks.files(files));
  }

  #picked() {
    const files = [...this.picker.files];
    this.picker.value = "";
    if (files.length > 0) this.hooks.files(files, this.pickKind);
  }

  #pick(kind, accept) {
    this.pickKind = kind;
    this.picker.accept = accept;
    this.picker.click();
  }

  #attachMenu(anchor) {
    const item = (name, mark, act) => ({
      words: `attach_${name}`,
      icon: mark,
      testid: `attach-${name}`,
      act,
    });
    const items = [
      item("media", "image", () => this.#pick("media", "image/*,video/*")),
      item("file", "file", () => this.#pick("document", "")),
    ];
    if (this.hooks.contact) items.push(item("contact", "contact", () => this.hooks.contact()));
    openMenu(anchor, items, "attach-menu");
  }

  #captureMenu(anchor) {
    const marks = { selfie: "camera", video: "video", note: "note", voice: "mic" };
    const items = Object.entries(marks).map(([mode, mark]) => ({
      words: `capture_${mode}`,
      icon: mark,
      testid: `capture-${mode}`,
      act: () => this.hooks.capture(mode),
    }));
    openMenu(anchor, items, "capture-menu");
  }
}
