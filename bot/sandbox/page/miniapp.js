// Embeds a Mini App and speaks Telegram's event protocol with it, window to window.

import { dialogFrame, alertBox, confirmBox, openDialog } from "./notices.js";
import { h, need, show } from "./dom.js";
import { icon } from "./icons.js";
import { onTheme, themeParams } from "./theme.js";
import { t } from "./words.js";

const SAFE_LINK = /^https?:/i;

/** One open Mini App. */
class MiniApp {
  #confirmClosing = false;
  #result = null;

  constructor(url, title) {
    this.url = url;
    this.#build(title);
    this.handlers = this.#handlers();
    this.hear = (event) => this.#hear(event);
  }

  #build(title) {
    this.frame = h("iframe", {
      src: this.url,
      label: "mini_app",
      testid: "mini-app-frame",
      allow: "camera; microphone; clipboard-write",
      sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-modals",
    });
    this.main = h("button", {
      type: "button",
      class: "primary main-button",
      testid: "mini-app-main",
      hidden: true,
      on: { click: () => this.post("main_button_pressed") },
    });
    this.back = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        label: "back",
        testid: "mini-app-back",
        hidden: true,
        on: { click: () => this.post("back_button_pressed") },
      },
      icon("back"),
    );
    this.dialog = dialogFrame({ testid: "mini-app", title: "mini_app" }, this.frame, this.main);
    this.dialog.classList.add("sheet");
    const heading = need("h2", this.dialog);
    if (title) {
      delete heading.dataset.words;
      heading.textContent = title;
    }
    heading.before(this.back);
    this.dialog.addEventListener("cancel", (event) => this.#cancel(event));
    const close = need("[data-testid=mini-app-close]", this.dialog);
    // In the capture phase, so that it can hold back the frame's own closing.
    close.addEventListener("click", (event) => this.#cancel(event), { capture: true });
  }

  async run() {
    addEventListener("message", this.hear);
    const stop = onTheme(() => this.#theme());
    await openDialog(this.dialog);
    removeEventListener("message", this.hear);
    stop();
    return this.#result;
  }

  async #cancel(event) {
    if (!this.#confirmClosing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await confirmBox(t("closing_words"), { yes: "close" })) this.dialog.close("");
  }

  post(type, data = {}) {
    this.frame.contentWindow?.postMessage(
      JSON.stringify({ eventType: type, eventData: data }),
      "*",
    );
  }

  #hear(event) {
    if (event.source !== this.frame.contentWindow || typeof event.data !== "string") return;
    let call;
    try {
      call = JSON.parse(event.data);
    } catch {
      return; // not of this protocol
    }
    this.handlers[call?.eventType]?.(call.eventData ?? {});
  }

  #handlers() {
    return {
      iframe_ready: () => this.#theme(),
      web_app_ready: () => this.dialog.classList.add("ready"),
      web_app_expand: () => this.#expand(),
      web_app_close: () => this.dialog.close(""),
      web_app_data_send: ({ data }) => this.#send(data),
      web_app_setup_main_button: (data) => this.#mainButton(data),
      web_app_setup_back_button: (data) => show(this.back, Boolean(data.is_visible)),
      web_app_setup_closing_behavior: (data) => {
        this.#confirmClosing = Boolean(data.need_confirmation);
      },
      web_app_open_link: ({ url }) =>
        SAFE_LINK.test(url) && window.open(url, "_blank", "noopener"),
      web_app_request_theme: () => this.#theme(),
      web_app_request_viewport: () => this.#viewport(),
      web_app_open_popup: (data) => this.#popup(data),
    };
  }

  #theme() {
    this.post("theme_changed", { theme_params: themeParams() });
    this.#viewport();
  }

  #viewport() {
    const { clientHeight, clientWidth } = this.frame;
    const expanded = this.dialog.classList.contains("expanded");
    this.post("viewport_changed", {
      height: clientHeight,
      width: clientWidth,
      is_expanded: expanded,
      is_state_stable: true,
    });
  }

  #expand() {
    this.dialog.classList.add("expanded");
    this.#viewport();
  }

  #send(data) {
    this.#result = String(data ?? "");
    this.dialog.close("sent");
  }

  #mainButton(data) {
    show(this.main, Boolean(data.is_visible));
    if (data.text !== undefined) this.main.textContent = data.text;
    this.main.disabled = data.is_active === false;
    this.main.classList.toggle("waiting", Boolean(data.is_progress_visible));
  }

  async #popup(data) {
    const buttons = data.buttons ?? [];
    if (buttons.length > 1) {
      const yes = await confirmBox(data.message ?? "");
      this.post("popup_closed", { button_id: (yes ? buttons[0] : buttons.at(-1)).id });
      return;
    }
    await alertBox(data.message ?? "");
    this.post("popup_closed", { button_id: buttons[0]?.id ?? "" });
  }
}

/** Open a Mini App; resolves, when it closes, to the data it sent or null. */
export function openMiniApp(url, title = "") {
  return new MiniApp(url, title).run();
}
