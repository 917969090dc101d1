// The bot's own keyboard under the message field, shown or put away by the person.

import { h, show } from "./dom.js";
import { icon } from "./icons.js";
import { replyRows } from "./markup.js";

/** `button` toggles it, `node` holds the keys; a press goes to `onKey`. */
export class ReplyKeyboard {
  #markup = null;
  #shown = true;

  constructor(prefix, onKey) {
    this.onKey = onKey;
    this.node = h("div", { class: "reply-keyboard", hidden: true });
    this.button = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        label: "toggle_keyboard",
        testid: `${prefix}-keyboard`,
        on: { click: () => this.#toggle() },
      },
      icon("keyboard"),
    );
    this.#draw();
  }

  /** Take over what the bot sent last; null or a markup without keys removes it. */
  set(markup) {
    const has = Boolean(markup?.keyboard?.length);
    this.#markup = has ? markup : null;
    this.#shown = has;
    this.node.replaceChildren(...(has ? [replyRows(markup, (key) => this.#press(key))] : []));
    this.#draw();
  }

  #press(key) {
    if (this.#markup?.one_time_keyboard) this.#toggle();
    this.onKey(key);
  }

  #toggle() {
    this.#shown = !this.#shown;
    this.#draw();
  }

  #draw() {
    show(this.node, this.#markup !== null && this.#shown);
    show(this.button, this.#markup !== null);
    this.button.setAttribute("aria-expanded", String(this.#shown));
  }
}
