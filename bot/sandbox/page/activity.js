// What the other side is doing right now: typing, sending a photo, for five seconds each.

const SHOWN_MS = 5000;

/** One action a thread; `onChange(thread)` hears when one begins or ends. */
export class Activity {
  #going = new Map();

  constructor(onChange) {
    this.onChange = onChange;
  }

  /** The action going on in a thread, e.g. "typing", or null. */
  of(thread) {
    return this.#going.get(thread)?.action ?? null;
  }

  begin(thread, action) {
    this.end(thread);
    const timer = setTimeout(() => this.end(thread), SHOWN_MS);
    this.#going.set(thread, { action, timer });
    this.onChange(thread);
  }

  end(thread) {
    clearTimeout(this.#going.get(thread)?.timer);
    if (this.#going.delete(thread)) this.onChange(thread);
  }
}
