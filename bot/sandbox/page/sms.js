// The phone's text messages: a banner when one arrives, a list, and codes to tap.

import { get } from "./api.js";
import { h, need, show } from "./dom.js";
import { icon } from "./icons.js";
import { announce } from "./notices.js";
import { clockTime, dayName, onLanguage, t } from "./words.js";

const CODE = /(?<![\w/:.-])\d{6}(?![\w/-])/;
const LINK = /https?:\/\/[\w.:/~-]+/;
const BANNER_MS = 12_000;

function seconds(at) {
  return typeof at === "number" ? at : Date.parse(at) / 1000;
}

function withCode(text, onCode) {
  const found = CODE.exec(text);
  if (!found) return withLink(text);
  const [code] = found;
  const tap = h(
    "button",
    {
      type: "button",
      class: "code",
      testid: "sms-code",
      "aria-label": t("fill_code", { code }),
      on: { click: () => onCode(code) },
    },
    code,
  );
  return [text.slice(0, found.index), tap, text.slice(found.index + code.length)];
}

function withLink(text) {
  const found = LINK.exec(text);
  if (!found) return [text];
  const [address] = found;
  const options = { href: address, target: "_blank", rel: "noopener", testid: "sms-link" };
  const link = h("a", options, address);
  return [text.slice(0, found.index), link, text.slice(found.index + address.length)];
}

/** The list of text messages and the banner over the phone. */
export class Sms {
  #all = [];
  #timer = null;

  constructor(session, { onCode, onUnread }) {
    this.onCode = onCode;
    this.onUnread = onUnread;
    this.list = need("#sms-list");
    this.banner = need("#sms-banner");
    session.addEventListener("sms", (event) => this.#arrive(event.detail.sms));
    session.addEventListener("line", (event) => event.detail.up && this.load());
    onLanguage(() => this.#draw());
  }

  async load() {
    const { messages } = await get("/page/sms");
    this.#all = messages;
    this.#draw();
  }

  #arrive(sms) {
    this.#all.push(sms);
    this.#draw();
    this.#showBanner(sms);
    this.onUnread();
    announce(`${t("new_sms")}: ${sms.text}`);
  }

  #fill(code) {
    show(this.banner, false);
    this.onCode(code);
  }

  #showBanner(sms) {
    clearTimeout(this.#timer);
    const shut = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        label: "close",
        testid: "sms-banner-close",
        on: { click: () => show(this.banner, false) },
      },
      icon("close"),
    );
    const head = h("b", {}, t("new_sms"), h("small", {}, sms.phone));
    const text = h(
      "p",
      { testid: "sms-banner-text" },
      ...withCode(sms.text, (code) => this.#fill(code)),
    );
    this.banner.replaceChildren(
      h("span", { class: "sms-mark" }, icon("sms")),
      h("div", {}, head, text),
      shut,
    );
    show(this.banner, true);
    this.#timer = setTimeout(() => this.#hide(), BANNER_MS);
  }

  #hide() {
    const inUse = this.banner.contains(document.activeElement) || this.banner.matches(":hover");
    if (inUse) this.#timer = setTimeout(() => this.#hide(), BANNER_MS);
    else show(this.banner, false);
  }

  #draw() {
    const items = [...this.#all].reverse().map((sms) => this.#item(sms));
    const none = h("li", { class: "empty", words: "no_sms" });
    this.list.replaceChildren(...(items.length > 0 ? items : [none]));
  }

  #item(sms) {
    const at = seconds(sms.at);
    const head = h(
      "header",
      {},
      h("b", {}, t("sms_to", { phone: sms.phone })),
      h("time", {}, `${dayName(at)} ${clockTime(at)}`),
    );
    return h(
      "li",
      { class: "sms", testid: "sms" },
      head,
      h("p", { testid: "sms-text" }, ...withCode(sms.text, (code) => this.#fill(code))),
    );
  }
}
