// The messages of one chat (or one topic), in order, with those still on their way.

/** One conversation as this user sees it. */
export class Thread {
  constructor(chat, topic = null) {
    this.chat = chat;
    this.topic = topic;
    this.messages = new Map();
    this.pending = [];
    this.pinned = null;
    this.draft = null;
    this.heeded = null;
    this.loaded = false;
    this.exhausted = false;
  }

  /** Take in messages from the server, new or changed. */
  take(messages) {
    for (const message of messages) {
      if (message.sandbox?.deleted) this.messages.delete(message.message_id);
      else this.messages.set(message.message_id, message);
      if (message.message_id === this.pinned?.message_id) this.pinned = message;
    }
  }

  /** Replace what is known by what the server says now (after a break). */
  refresh(messages) {
    const first = messages[0]?.message_id ?? 0;
    for (const id of this.messages.keys()) if (id >= first) this.messages.delete(id);
    this.take(messages);
    this.loaded = true;
  }

  drop(ids) {
    for (const id of ids) this.messages.delete(id);
  }

  /** All messages, oldest first. */
  sorted() {
    return [...this.messages.values()].sort((one, other) => one.message_id - other.message_id);
  }

  get oldest() {
    return this.sorted()[0]?.message_id;
  }

  get newest() {
    return this.sorted().at(-1);
  }

  /** Forget the first pending item that this message of one's own brings home. */
  settle(message) {
    const kind = messageKind(message);
    const index = this.pending.findIndex(
      (item) => item.state === "sending" && matches(item, message, kind),
    );
    if (index >= 0) {
      const item = this.pending[index];
      item.left -= 1;
      if (item.left <= 0) this.pending.splice(index, 1);
    }
  }

  remove(item) {
    this.pending = this.pending.filter((other) => other !== item);
  }
}

function matches(item, message, kind) {
  if (item.kind !== kind) return false;
  return kind !== "text" || item.text.trim() === (message.text ?? "").trim();
}

const KINDS = [
  "photo",
  "animation",
  "video_note",
  "video",
  "voice",
  "audio",
  "document",
  "sticker",
  "contact",
  "web_app_data",
  "location",
  "text",
];

/** What a message mainly is: "photo", "text", … or "service". */
export function messageKind(message) {
  return KINDS.find((kind) => message[kind] !== undefined) ?? "service";
}
