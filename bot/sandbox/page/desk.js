// The firm's side: who one is, which group, its topics beside the open one.

import { get } from "./api.js";
import { fullName, summary } from "./bubble.js";
import { h, need, show } from "./dom.js";
import { announce, toast } from "./notices.js";
import { preference, setPreference } from "./prefs.js";
import { Room, topicHash } from "./room.js";
import { Session } from "./session.js";
import { TopicList } from "./topics.js";
import { onLanguage, t } from "./words.js";

const ROUTE = /^#desk(?:\/(-\d+)(?:\/(\d+))?)?$/;

/** What an address like `#desk/-100…/42` asks for, or null. */
export function wantedHere(hash = location.hash) {
  const [whole, chat, topic] = ROUTE.exec(hash) ?? [];
  return whole ? { chat: Number(chat) || null, topic: Number(topic) || null } : null;
}

function waiting(user) {
  return Object.values(user.unread ?? {}).reduce((sum, count) => sum + count, 0);
}

/** The groups' view with an identity of its own, beside the customer's phone. */
export class Desk {
  #session = null;
  #turn = Promise.resolve();

  constructor(phoneSession, { onUnread, visible, toFront }) {
    this.phoneSession = phoneSession;
    this.onUnread = onUnread;
    this.visible = visible;
    this.toFront = toFront;
    this.people = need("#desk-identity");
    this.groups = need("#desk-group");
    this.topics = new TopicList((id) => this.#openTopic(id, true));
    this.people.addEventListener("change", () => this.#choosePerson());
    addEventListener("hashchange", (event) => this.#called(new URL(event.newURL).hash));
    document.addEventListener("visibilitychange", () => this.#read());
    onLanguage(() => this.#redraw());
  }

  /** Come into sight: as who one was, or as whoever may see what the address asks for. */
  open() {
    const wanted = this.wanted ?? wantedHere();
    this.wanted = null;
    return this.#inTurn(() => this.#come(wanted));
  }

  /** An address was followed; it may have been put right again by the time this is heard. */
  #called(hash) {
    this.wanted = wantedHere(hash);
    if (this.wanted) this.toFront();
  }

  #choosePerson() {
    const id = Number(this.people.value);
    this.#inTurn(() => this.become(id)).catch((error) => toast(error.message));
  }

  /** One after the other: becoming somebody takes several requests. */
  #inTurn(act) {
    const before = this.#turn.catch(() => {}); // whoever asked for it was told
    this.#turn = before.then(act);
    return this.#turn;
  }

  async #come(wanted) {
    if (!this.#session?.groups().length || (wanted?.chat && !this.#session.chat(wanted.chat))) {
      await this.phoneSession.refreshState();
      await this.become(await this.#whoSees(wanted?.chat));
    }
    await this.#follow(wanted);
    this.#read();
  }

  /** Go where the address says, or say in it where one is. */
  async #follow(wanted) {
    if (wanted?.chat && this.#session.chat(wanted.chat)) {
      if (wanted.chat !== this.group?.id) this.#openGroup(wanted.chat);
      if (wanted.topic && !this.#has(wanted)) await this.#session.refreshState();
      if (wanted.topic && !this.#has(wanted)) toast(t("no_such_topic"));
      else if (wanted.topic && wanted.topic !== this.room.thread?.topic)
        await this.#openTopic(wanted.topic);
      else if (!wanted.topic && this.group.is_forum) this.#closeRoom();
    }
    this.#drawTopics();
    this.#tellAddress();
  }

  #has(place) {
    return this.#session.topic(place) !== null;
  }

  #tellAddress() {
    if (!this.visible() || !this.group) return;
    const hash = topicHash(this.group.id, this.room.thread?.topic ?? null);
    if (location.hash !== hash) history.replaceState(null, "", hash);
  }

  /** The staff if there is any, else everybody. */
  #colleagues(users) {
    const people = users.filter((user) => !user.is_bot);
    const staff = people.filter((user) => user.roles?.length);
    return staff.length > 0 ? staff : people;
  }

  /** Who to start as: the one of last time, else the first who is in this (or any) group. */
  async #whoSees(group) {
    const known = this.#colleagues(this.phoneSession.state.users).map((user) => user.id);
    const remembered = Number(preference("desk"));
    for (const id of [remembered, ...known].filter((one) => known.includes(one))) {
      const { chats } = await get("/page/state", { user: id });
      if (chats.some((chat) => (group ? chat.id === group : chat.type !== "private"))) return id;
    }
    return this.#session?.userId ?? this.phoneSession.userId;
  }

  async become(userId) {
    this.#session?.close();
    this.room?.leave();
    this.group = null;
    setPreference("desk", userId);
    const session = new Session(userId);
    this.#session = session;
    await session.open();
    this.room = new Room(session, { onLeave: () => this.#leaveTopic() });
    this.#listen(session);
    this.#drawGroups();
    this.#tellAddress();
  }

  #listen(session) {
    const on = (name, handler) =>
      session.addEventListener(
        name,
        (event) => this.#session === session && handler(event.detail),
      );
    const ours = (handler) => (detail) => detail.thread === this.room.thread && handler(detail);
    on("state", () => {
      this.#drawGroups();
      this.#read();
    });
    on("unread", () => this.#onUnread());
    on("action", ours(() => this.room.drawStatus()));
    on("thread", ours((detail) => this.room.draw(detail)));
    on("progress", ours(({ item }) => this.room.talk.view.progress(item)));
    on("message", (detail) => this.#onMessage(detail));
  }

  #redraw() {
    if (!this.group) return;
    this.#drawGroups();
    if (this.room.thread) this.room.draw();
  }

  #onMessage({ thread, message, own }) {
    if (!this.#session.chat(thread.chat)?.title) return;
    this.#drawTopics();
    if (own) return;
    if (thread === this.room.thread) this.room.talk.view.noteNew();
    announce(t("bot_says", { who: fullName(message.from), what: summary(message) }));
  }

  #onUnread() {
    this.#read();
    this.#drawBadges();
    this.#drawTopics();
  }

  /** What is open and in sight counts as read. */
  #read() {
    const thread = this.room?.thread;
    if (!thread || !this.visible() || document.hidden) return;
    const marked = thread.topic === null ? this.group : this.room.topic;
    if (marked?.unread) this.#session.read(thread).catch(() => {}); // marked again when it is next seen
  }

  #drawBadges() {
    this.#drawIdentities();
    for (const chip of this.groups.children) {
      const unread = this.#session.unread(Number(chip.dataset.group));
      need(".badge", chip).textContent = unread || "";
    }
    const me = this.#session.state.users.find((user) => user.id === this.#session.userId);
    this.onUnread(waiting(me) || (this.#unseen() ? "•" : ""));
  }

  /** Whether something waits in a group that only another identity sees. */
  #unseen() {
    const mine = new Set(this.#session.groups().map((group) => String(group.id)));
    const others = this.#colleagues(this.#session.state.users).filter((user) => user.roles?.length);
    return others.some((user) => Object.keys(user.unread ?? {}).some((chat) => !mine.has(chat)));
  }

  #drawIdentities() {
    const { state, userId } = this.#session;
    const names = this.#colleagues(state.users).map((user) => [user.id, this.#label(user)]);
    const form = JSON.stringify([names, userId]);
    if (form !== this.namesForm) {
      this.namesForm = form;
      const options = names.map(([id, name]) =>
        h("option", { value: id, selected: id === userId }, name),
      );
      this.people.replaceChildren(...options);
    }
    need("#desk-others").textContent = this.#unseen() ? "•" : "";
  }

  #label(user) {
    const roles = (user.roles ?? []).map((name) => `· ${t(`role_${name}`)}`);
    const waits = user.id === this.#session.userId ? 0 : waiting(user);
    return [fullName(user), ...roles, waits ? `(${waits})` : ""].join(" ").trim();
  }

  #drawGroups() {
    const groups = this.#session.groups();
    show(need("#desk-empty"), groups.length === 0);
    show(need("#desk-body"), groups.length > 0);
    this.#drawChips(groups);
    this.#drawBadges();
    if (groups.length === 0) return;
    const id = groups.some((group) => group.id === this.group?.id) ? this.group.id : groups[0].id;
    this.#openGroup(id);
  }

  /** Made anew only when the groups are others, so that the focus stays. */
  #drawChips(groups) {
    const form = JSON.stringify(groups.map((group) => [group.id, group.title]));
    if (form === this.chipsForm) return;
    this.chipsForm = form;
    this.groups.classList.toggle("single", groups.length === 1);
    this.groups.replaceChildren(...groups.map((group) => this.#chip(group)));
  }

  #chip(group) {
    return h(
      "button",
      {
        type: "button",
        class: "chip",
        testid: "desk-group-choice",
        data: { group: group.id },
        "aria-pressed": String(group.id === this.group?.id),
        on: { click: () => this.#chooseGroup(group.id) },
      },
      h("span", {}, group.title),
      h("span", { class: "badge", testid: "group-unread" }),
    );
  }

  #chooseGroup(id) {
    this.#openGroup(id);
    this.#tellAddress();
  }

  #openGroup(id) {
    const changed = this.group?.id !== id;
    this.group = this.#session.chat(id);
    for (const chip of this.groups.children)
      chip.setAttribute("aria-pressed", String(Number(chip.dataset.group) === id));
    need("#desk-body").classList.toggle("plain-group", !this.group.is_forum);
    if (changed) this.#closeRoom();
    else if (this.room.thread?.topic && !this.room.topic) this.#topicGone();
    if (!this.group.is_forum && !this.room.thread) this.#openTopic(null);
    if (this.room.thread) this.room.drawHead();
    this.#drawTopics();
  }

  #topicGone() {
    this.#closeRoom();
    this.#tellAddress();
    toast(t("topic_gone"));
  }

  #closeRoom() {
    if (this.room.thread) this.room.leave();
    need("#desk-body").classList.remove("reading");
  }

  async #openTopic(topicId, focus = false) {
    const thread = this.#session.thread(this.group.id, topicId);
    need("#desk-body").classList.add("reading");
    const opening = this.room.open(thread, focus);
    this.#tellAddress();
    this.#read();
    this.#drawTopics();
    await opening;
  }

  #leaveTopic() {
    const left = this.room.thread?.topic;
    if (!this.group.is_forum) return;
    this.#closeRoom();
    this.#tellAddress();
    this.#drawTopics();
    this.topics.focus(left);
  }

  #drawTopics() {
    if (!this.group) return;
    this.topics.draw(this.#session, this.group, this.room.thread?.topic ?? null);
  }
}
