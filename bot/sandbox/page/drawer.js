// The demo drawer: invented customers, their stories and ready-made materials.

import { get, post } from "./api.js";
import { colleagueSwitches } from "./colleagues.js";
import { h, need, show } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./notices.js";
import { makeOwnCard } from "./owncard.js";
import { preference, setPreference } from "./prefs.js";
import { language, onLanguage, pick, t } from "./words.js";

const GROUP_ORDER = ["own", "text", "contact", "card", "selfie", "action", "statement", "wrong"];

function lazyPicture(source) {
  const done = (event) => event.target.classList.add("loaded");
  return h("img", { src: source, alt: "", loading: "lazy", on: { load: done, error: done } });
}

/** Lists the demo customers; what is chosen goes to the phone's chat. */
export class Drawer {
  #people = [];
  #items = [];
  #loading = 0;

  constructor(session, { typeIn, onSent }) {
    this.session = session;
    this.typeIn = typeIn;
    this.onSent = onSent;
    this.chooser = need("#demo-people");
    this.detail = need("#demo-detail");
    this.chooser.addEventListener("change", () => this.choose(this.chooser.value));
    onLanguage(() => this.#draw());
  }

  async open() {
    if (this.#people.length > 0) return;
    const { people } = await get("/page/demo/people");
    this.#people = people;
    this.colleagues = await colleagueSwitches();
    const remembered = preference("person");
    const start = people.some((person) => person.key === remembered) ? remembered : people[0]?.key;
    if (start) await this.choose(start);
  }

  get person() {
    return this.#people.find((person) => person.key === this.key) ?? null;
  }

  async choose(key) {
    this.key = key;
    this.#items = [];
    setPreference("person", key);
    this.#draw();
    const ticket = ++this.#loading;
    const { items } = await get("/page/demo/materials", { person: key });
    if (ticket !== this.#loading) return;
    this.#items = items;
    this.#drawItems();
  }

  #draw() {
    if (!this.person) return;
    this.chooser.replaceChildren(...this.#people.map((person) => this.#option(person)));
    this.detail.replaceChildren(this.#card(), this.#materials());
    this.#drawItems();
  }

  #option(person) {
    return h(
      "option",
      { value: person.key, selected: person.key === this.key },
      `${person.name} · ${t(`document_${person.document_kind}`)}`,
    );
  }

  #card() {
    const { name, number, phone, story } = this.person;
    return h(
      "section",
      { class: "person", testid: "demo-person" },
      h("h3", {}, name, h("small", { class: "invented", words: "invented" })),
      h("p", { class: "story", testid: "demo-story" }, pick(story)),
      h(
        "dl",
        {},
        ...this.#fact("name", "name_field", name),
        ...this.#fact("number", "number_field", number),
        ...this.#fact("phone", "phone_number", phone),
      ),
    );
  }

  #fact(id, words, value) {
    const copy = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        testid: `demo-copy-${id}`,
        "aria-label": `${t("copy")} ${value}`,
        title: t("copy"),
        on: { click: () => this.#copy(value) },
      },
      icon("copy"),
    );
    const type = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        testid: `demo-type-${id}`,
        "aria-label": `${t("type_in")} ${value}`,
        title: t("type_in"),
        on: { click: () => this.typeIn(value) },
      },
      icon("type"),
    );
    return [
      h("dt", { words }),
      h("dd", {}, h("span", { testid: `demo-${id}` }, value), type, copy),
    ];
  }

  #copy(value) {
    navigator.clipboard?.writeText(value);
    toast(t("copied"));
  }

  #materials() {
    const own = h(
      "button",
      {
        type: "button",
        class: "own-camera",
        testid: "demo-own-camera",
        on: { click: () => this.#ownCard() },
      },
      icon("camera"),
      h("span", {}, h("b", { words: "own_camera" }), h("small", { words: "own_camera_why" })),
    );
    this.groups = h("div", { class: "materials", testid: "demo-materials" });
    return h("section", {}, this.colleagues, own, this.groups);
  }

  async #ownCard() {
    const items = await makeOwnCard(this.key);
    if (!items) return;
    const fresh = new Set(items.map((item) => item.id));
    this.#items = [...items, ...this.#items.filter((item) => !fresh.has(item.id))];
    this.#drawItems();
    need("[data-group=own] button", this.groups).focus();
  }

  #drawItems() {
    const fit = this.#items.filter((item) => !item.lang || item.lang === language());
    const groups = Map.groupBy(fit, (item) => item.group);
    const order = [...groups.keys()].sort(
      (one, other) => GROUP_ORDER.indexOf(one) - GROUP_ORDER.indexOf(other),
    );
    const nodes = order.map((group) => this.#group(group, groups.get(group)));
    this.groups.replaceChildren(
      ...(nodes.length > 0 ? nodes : [h("p", { class: "empty", words: "materials_loading" })]),
    );
  }

  #group(group, items) {
    const list = h("div", { class: "tiles" }, ...items.map((item) => this.#tile(item)));
    return h(
      "section",
      { class: "material-group", data: { group } },
      h("h4", { words: `group_${group}` }),
      list,
    );
  }

  #tile(item) {
    const label = pick(item.label);
    const picture = item.preview_url
      ? lazyPicture(item.preview_url)
      : h("span", { class: "tile-mark" }, icon(item.send_as === "contact" ? "contact" : "type"));
    const how = h("small", { words: `as_${item.send_as}` });
    const options = {
      type: "button",
      class: "tile",
      testid: "demo-item",
      data: { item: item.id },
      "aria-label": t("send_what", { what: label }),
      on: { click: (event) => this.#send(item, event.currentTarget) },
    };
    return h(
      "button",
      options,
      picture,
      h("span", {}, h("span", { class: "tile-label" }, label), how),
    );
  }

  async #send(item, tile) {
    if (tile.classList.contains("waiting")) return;
    tile.classList.add("waiting");
    tile.setAttribute("aria-busy", "true");
    try {
      await post("/page/demo/send", {
        user: this.session.userId,
        chat: this.session.privateChat,
        person: this.key,
        item: item.id,
      });
      this.onSent();
    } catch (error) {
      toast(t("failed_because", { why: error.message }));
    } finally {
      tile.classList.remove("waiting");
      tile.removeAttribute("aria-busy");
    }
  }

  /** Show or hide the whole drawer, when the sandbox has no demo. */
  setAvailable(available) {
    show(need("#demo-none"), !available);
  }
}
