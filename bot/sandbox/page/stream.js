// The live line: server-sent events that come back by themselves after a break.

const NAMES = [
  "message",
  "edited",
  "deleted",
  "callback_answer",
  "chat_action",
  "reply_keyboard",
  "topic",
  "pinned",
  "unread",
  "member",
  "sms",
  "blocked",
];
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/** Hears one user's events; `onEvent(name, data)`, `onLine(up)`. */
export class Stream {
  #source = null;
  #timer = null;
  #wait = FIRST_WAIT_MS;

  constructor(user, onEvent, onLine) {
    this.user = user;
    this.onEvent = onEvent;
    this.onLine = onLine;
  }

  open() {
    const source = new EventSource(`/page/stream?user=${encodeURIComponent(this.user)}`);
    this.#source = source;
    source.onopen = () => this.#up();
    source.onerror = () => this.#down();
    for (const name of NAMES) {
      // A nameless event of the browser's own carries no data.
      source.addEventListener(
        name,
        (event) => event.data && this.onEvent(name, JSON.parse(event.data)),
      );
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #up() {
    this.#wait = FIRST_WAIT_MS;
    this.onLine(true);
  }

  #down() {
    this.close();
    this.onLine(false);
    this.#timer = setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }
}
