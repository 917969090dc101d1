// The sandbox's own window.Telegram.WebApp: the part of Telegram's interface that Mini Apps use.
// A classic script, as Telegram's is; it talks to the embedding page by postMessage.

(() => {
  "use strict";

  const VERSION = "8.0";
  const listeners = new Map();
  const embedder = window.parent === window ? null : window.parent;

  function launchParams() {
    const fromHash = new URLSearchParams(location.hash.replace(/^#/, ""));
    const key = "resetdesk.launch";
    if (fromHash.has("tgWebAppData")) {
      sessionStorage.setItem(key, fromHash.toString());
      return fromHash;
    }
    return new URLSearchParams(sessionStorage.getItem(key) ?? "");
  }

  function readObject(text) {
    try {
      return JSON.parse(text);
    } catch {
      return text; // plain values such as query_id
    }
  }

  function unsafe(initData) {
    const pairs = [...new URLSearchParams(initData)].map(([name, value]) => [
      name,
      /^[{[]/.test(value) ? readObject(value) : value,
    ]);
    const data = Object.fromEntries(pairs);
    if (data.auth_date) data.auth_date = Number(data.auth_date);
    return data;
  }

  function post(type, data = {}) {
    embedder?.postMessage(JSON.stringify({ eventType: type, eventData: data }), "*");
  }

  function onEvent(name, handler) {
    if (!listeners.has(name)) listeners.set(name, new Set());
    listeners.get(name).add(handler);
  }

  function offEvent(name, handler) {
    listeners.get(name)?.delete(handler);
  }

  function fire(name, data) {
    for (const handler of [...(listeners.get(name) ?? [])]) handler.call(WebApp, data);
  }

  function mainButton() {
    const state = { text: "CONTINUE", isVisible: false, isActive: true, isProgressVisible: false };
    const send = () =>
      post("web_app_setup_main_button", {
        is_visible: state.isVisible,
        is_active: state.isActive,
        is_progress_visible: state.isProgressVisible,
        text: state.text,
      });
    const change = (values) => {
      Object.assign(state, values);
      send();
      return button;
    };
    const button = {
      get text() {
        return state.text;
      },
      get isVisible() {
        return state.isVisible;
      },
      get isActive() {
        return state.isActive;
      },
      get isProgressVisible() {
        return state.isProgressVisible;
      },
      setText: (text) => change({ text }),
      show: () => change({ isVisible: true }),
      hide: () => change({ isVisible: false }),
      enable: () => change({ isActive: true }),
      disable: () => change({ isActive: false }),
      showProgress: (leaveActive = false) =>
        change({ isProgressVisible: true, isActive: leaveActive }),
      hideProgress: () => change({ isProgressVisible: false, isActive: true }),
      setParams: (values) =>
        change({
          text: values.text ?? state.text,
          isVisible: values.is_visible ?? state.isVisible,
          isActive: values.is_active ?? state.isActive,
        }),
      onClick: (handler) => {
        onEvent("mainButtonClicked", handler);
        return button;
      },
      offClick: (handler) => {
        offEvent("mainButtonClicked", handler);
        return button;
      },
    };
    return button;
  }

  function backButton() {
    const state = { isVisible: false };
    const change = (visible) => {
      state.isVisible = visible;
      post("web_app_setup_back_button", { is_visible: visible });
      return button;
    };
    const button = {
      get isVisible() {
        return state.isVisible;
      },
      show: () => change(true),
      hide: () => change(false),
      onClick: (handler) => {
        onEvent("backButtonClicked", handler);
        return button;
      },
      offClick: (handler) => {
        offEvent("backButtonClicked", handler);
        return button;
      },
    };
    return button;
  }

  function haptic(type) {
    return (style) => {
      post("web_app_trigger_haptic_feedback", { type, style });
      return WebApp.HapticFeedback;
    };
  }

  const params = launchParams();
  const initData = params.get("tgWebAppData") ?? "";
  const view = { height: window.innerHeight, stable: window.innerHeight, expanded: false };
  let theme = readObject(params.get("tgWebAppThemeParams") ?? "{}") || {};
  let popupDone = null;

  function isDark(colour) {
    const parts = /^#(..)(..)(..)$/.exec(colour ?? "");
    if (!parts) return false;
    const [red, green, blue] = parts.slice(1).map((part) => parseInt(part, 16));
    return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
  }

  function paint() {
    const root = document.documentElement.style;
    for (const [name, colour] of Object.entries(theme))
      root.setProperty(`--tg-theme-${name.replaceAll("_", "-")}`, colour);
    root.setProperty("--tg-color-scheme", isDark(theme.bg_color) ? "dark" : "light");
    root.setProperty("--tg-viewport-height", `${view.height}px`);
    root.setProperty("--tg-viewport-stable-height", `${view.stable}px`);
  }

  const WebApp = {
    initData,
    initDataUnsafe: unsafe(initData),
    version: params.get("tgWebAppVersion") ?? VERSION,
    platform: params.get("tgWebAppPlatform") ?? "web",
    get colorScheme() {
      return isDark(theme.bg_color) ? "dark" : "light";
    },
    get themeParams() {
      return theme;
    },
    get isExpanded() {
      return view.expanded;
    },
    get viewportHeight() {
      return view.height;
    },
    get viewportStableHeight() {
      return view.stable;
    },
    isClosingConfirmationEnabled: false,
    MainButton: mainButton(),
    BackButton: backButton(),
    HapticFeedback: {
      impactOccurred: haptic("impact"),
      notificationOccurred: haptic("notification"),
      selectionChanged: haptic("selection_change"),
    },
    isVersionAtLeast: (wanted) =>
      WebApp.version.localeCompare(wanted, undefined, { numeric: true }) >= 0,
    ready: () => post("web_app_ready"),
    expand: () => post("web_app_expand"),
    close: () => post("web_app_close"),
    sendData: (data) => {
      if (!data || String(data).length > 4096) throw new Error("WebAppDataInvalid");
      post("web_app_data_send", { data: String(data) });
    },
    openLink: (url) => post("web_app_open_link", { url: new URL(url, location.href).href }),
    openTelegramLink: (url) => post("web_app_open_link", { url }),
    setHeaderColor: (color) => post("web_app_set_header_color", { color }),
    setBackgroundColor: (color) => post("web_app_set_background_color", { color }),
    enableClosingConfirmation: () => {
      WebApp.isClosingConfirmationEnabled = true;
      post("web_app_setup_closing_behavior", { need_confirmation: true });
    },
    disableClosingConfirmation: () => {
      WebApp.isClosingConfirmationEnabled = false;
      post("web_app_setup_closing_behavior", { need_confirmation: false });
    },
    showPopup: (popup, done) => {
      popupDone = done ?? null;
      post("web_app_open_popup", popup);
    },
    showAlert: (message, done) =>
      WebApp.showPopup({ message, buttons: [{ id: "ok", type: "ok" }] }, done && (() => done())),
    showConfirm: (message, done) =>
      WebApp.showPopup(
        {
          message,
          buttons: [
            { id: "ok", type: "ok" },
            { id: "", type: "cancel" },
          ],
        },
        done && ((id) => done(id === "ok")),
      ),
    onEvent,
    offEvent,
  };

  const incoming = {
    main_button_pressed: () => fire("mainButtonClicked"),
    back_button_pressed: () => fire("backButtonClicked"),
    theme_changed: (data) => {
      theme = data.theme_params ?? theme;
      paint();
      fire("themeChanged");
    },
    viewport_changed: (data) => {
      Object.assign(view, { height: data.height, expanded: Boolean(data.is_expanded) });
      if (data.is_state_stable) view.stable = data.height;
      paint();
      fire("viewportChanged", { isStateStable: Boolean(data.is_state_stable) });
    },
    popup_closed: (data) => {
      const done = popupDone;
      popupDone = null;
      done?.(data.button_id ?? "");
      fire("popupClosed", { button_id: data.button_id ?? "" });
    },
  };

  addEventListener("message", (event) => {
    if (event.source !== embedder || typeof event.data !== "string") return;
    const call = readObject(event.data);
    incoming[call?.eventType]?.(call.eventData ?? {});
  });

  window.Telegram = { ...window.Telegram, WebApp };
  paint();
  post("iframe_ready");
})();
