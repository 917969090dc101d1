// The list of a thread's messages: days, albums, scrolling, what is unread.

import { bubble, pendingBubble } from "./bubble.js";
import { h, reconcile, show } from "./dom.js";
import { icon } from "./icons.js";
import { dayName, language } from "./words.js";

const NEAR_PX = 80;
const TOP_PX = 60;

function dayKey(unixSeconds) {
  const day = new Date(unixSeconds * 1000);
  return `${day.getFullYear()}-${day.getMonth()}-${day.getDate()}`;
}

function groupAlbums(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const same = message.media_group_id && last?.[0].media_group_id === message.media_group_id;
    if (same) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

function dayRow(date) {
  return {
    key: `day-${dayKey(date)}`,
    signature: language(),
    make: () => h("li", { class: "day", testid: "day" }, h("span", {}, dayName(date))),
  };
}

/** Draws one thread into `root`; `context` says for whom and what buttons do. */
export class ChatView {
  #below = 0;
  #stuck = true;
  #height = 0;

  constructor(root, context) {
    this.context = context;
    this.list = h("ol", {
      class: "messages",
      testid: "messages",
      role: "log",
      "aria-live": "off",
      label: "messages",
    });
    this.scroller = h(
      "div",
      { class: "scroller", testid: "scroller", tabindex: "0", label: "messages" },
      this.list,
    );
    this.count = h("span", { class: "badge", testid: "unread-below" });
    this.jump = h(
      "button",
      {
        type: "button",
        class: "jump",
        label: "to_bottom",
        testid: "to-bottom",
        hidden: true,
        on: { click: () => this.toBottom() },
      },
      icon("down"),
      this.count,
    );
    root.append(this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    const sizes = new ResizeObserver(() => this.#stuck && this.toBottom("instant"));
    sizes.observe(this.scroller);
    sizes.observe(this.list); // pictures and clips arrive after their bubbles
  }

  show(thread) {
    this.thread = thread;
    this.#below = 0;
    this.#stuck = true;
    this.list.replaceChildren();
    this.draw();
    this.toBottom("instant");
  }

  draw({ older = false, own = false } = {}) {
    const height = this.scroller.scrollHeight;
    reconcile(this.list, this.#rows());
    if (older) this.scroller.scrollTop += this.scroller.scrollHeight - height;
    else if (own || this.#stuck) this.toBottom("instant");
  }

  /** Bring a message into sight and let it be noticed; false if it is not here. */
  reveal(id) {
    const group = groupAlbums(this.thread.sorted()).find((one) =>
      one.some((message) => message.message_id === id),
    );
    const row = group && this.list.querySelector(`[data-key="m-${group[0].message_id}"]`);
    if (!row) return false;
    this.#stuck = false;
    row.scrollIntoView({ block: "center" });
    row.classList.remove("noticed");
    requestAnimationFrame(() => row.classList.add("noticed"));
    return true;
  }

  /** A message came while the person reads further up. */
  noteNew() {
    if (this.#stuck) return;
    this.#below += 1;
    this.#drawJump();
  }

  toBottom(behavior = "auto") {
    this.#stuck = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
    this.#below = 0;
    this.#drawJump();
  }

  #rows() {
    const rows = [];
    let day = null;
    for (const group of groupAlbums(this.thread.sorted())) {
      const date = group[0].date;
      if (dayKey(date) !== day) rows.push(dayRow(date));
      day = dayKey(date);
      rows.push(this.#messageRow(group));
    }
    return rows.concat(this.thread.pending.map((item) => this.#pendingRow(item)));
  }

  #messageRow(group) {
    return {
      key: `m-${group[0].message_id}`,
      signature: `${language()}${JSON.stringify(group)}`,
      make: () => bubble(group, this.context),
    };
  }

  #pendingRow(item) {
    return {
      key: item.id,
      signature: `${language()}${item.state}${item.error}`,
      make: () => pendingBubble(item, this.context.actions),
    };
  }

  progress(item) {
    const bar = this.list.querySelector(`[data-key="${item.id}"] progress`);
    if (bar) bar.value = item.progress;
  }

  #onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const grew = scrollHeight !== this.#height;
    this.#height = scrollHeight;
    if (this.#stuck && grew) return this.toBottom("instant"); // the list moved, not the person
    this.#stuck = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (this.#stuck) this.#below = 0;
    this.#drawJump();
    if (scrollTop < TOP_PX && scrollHeight > clientHeight) this.context.actions.older();
  }

  #drawJump() {
    show(this.jump, !this.#stuck);
    this.count.textContent = this.#below || "";
  }
}
