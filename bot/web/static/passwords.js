/* The password page: asks for each password in turn and hands all over at once.
   What is typed lives in `entries` until then, in this page's memory only. */
"use strict";
(() => {
  const app = document.getElementById("app");
  const words = JSON.parse(app.dataset.words);
  const telegram = window.Telegram && window.Telegram.WebApp;
  const initData = (telegram && telegram.initData) || "";
  const ICONS = {
    eye: "M2.5 12s3.5-6.5 9.5-6.5S21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
    shut: "M3 3l18 18M10.6 5.6A9.9 9.9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.9 3.6M6.3 7.3A16.4 16.4 0 0 0 2.5 12S6 18.5 12 18.5a9.6 9.6 0 0 0 4.4-1.1M9.9 9.9a2.8 2.8 0 0 0 4.1 4.1",
    open: "M12 12m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0",
    ok: "m5 12.8 4.4 4.4L19 7.4",
    broken: "M6.5 6.5l11 11M17.5 6.5l-11 11",
    lock: "M7.5 10.5V8a4.5 4.5 0 0 1 9 0v2.5M6 10.5h12v9H6z",
    mail: "M4 6.5h16v11H4zM4 7l8 6 8-6",
    circleOk: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.4l2.8 2.8L16.2 9.4",
    circleBad: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V13M12 16.2v.1",
  };
  let items = [];
  let at = 0;
  let editing = false; // came here from the summary, and goes back to it
  let visible = false;
  const entries = {};
  const refused = {};

  function make(tag, props = {}, ...children) {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }
  function icon(name, className = "") {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    if (className) svg.setAttribute("class", className);
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }
  function show(...nodes) {
    app.replaceChildren(...nodes.filter(Boolean));
    scrollTo(0, 0);
  }
  function message(sign, title, text, ...buttons) {
    const tone = sign === "circleOk" ? "emblem good" : "emblem";
    show(make("section", { className: "middle" },
      icon(sign, tone), title ? make("h1", { textContent: title }) : null,
      make("p", { textContent: text }), ...buttons));
  }
  function waiting(text) {
    show(make("section", { className: "middle" },
      make("div", { className: "spinner" }), make("p", { textContent: text })));
  }
  function button(className, text, action) {
    const node = make("button", { type: "button", className, textContent: text });
    node.addEventListener("click", action);
    return node;
  }
  function closing() {
    return telegram && telegram.close && initData
      ? [button("main", words["app-close"], () => telegram.close())] : [];
  }

  async function ask(path, body) {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ t: app.dataset.token, init_data: initData, ...body }),
    });
    let content = {};
    try {
      content = await answer.json();
    } catch {
      content = {};
    }
    return { status: answer.status, content };
  }
  function stop(error) {
    if (error === "expired") return message("circleBad", words["expired-title"], words["expired-words"], ...closing());
    const known = { outside: "app-outside", stale: "app-stale", nothing: "app-nothing", over: "app-over", changed: "app-over" };
    if (!known[error]) return false;
    message("circleBad", "", words[known[error]], ...closing());
    return true;
  }

  async function start() {
    waiting(words["app-loading"]);
    try {
      const { status, content } = await ask("/app/passwords/open", {});
      if (status === 200) {
        items = content.items;
        items.forEach((item) => { entries[item.kind] ??= { password: "", repeat: "" }; });
        return view();
      }
      if (stop(content.error) !== false) return;
    } catch {
      /* said below */
    }
    message("circleBad", "", words["app-failed"], button("main", words["app-retry"], start));
  }
  function view() {
    if (at < items.length) showItem(items[at]);
    else showSummary();
  }
  function go(place, fromSummary = false) {
    at = place;
    editing = fromSummary;
    view();
  }
  function goOn() {
    go(editing ? items.length : at + 1);
  }

  function steps() {
    const list = make("ol", { className: "steps" });
    list.setAttribute("aria-hidden", "true");
    items.forEach((_, place) => {
      list.append(make("li", { className: place < at ? "past" : place === at ? "now" : "" }));
    });
    return list;
  }
  function head(item) {
    return [steps(), make("p", { className: "quiet", textContent: `${item.progress} · ${item.account}` }),
      make("h1", { textContent: item.title, tabIndex: -1 }),
      item.seat ? make("details", { className: "seat" },
        make("summary", { textContent: `${item.seat} · ${words["app-seat-what"]}` }),
        make("p", { textContent: words["app-seat-help"] })) : null];
  }
  function actions(next) {
    const back = at > 0 ? button("second", words["app-back"], () => go(at - 1)) : null;
    const lang = app.dataset.lang;
    const links = ["rules", "guide"].map((name) => make("a",
      { href: `/${name}/${lang}`, target: "_blank", rel: "noopener", textContent: words[`${name}-title`] }));
    return [make("p", { className: "safe" }, icon("lock"), words["app-safe"]),
      make("div", { className: "actions" }, back, next),
      make("p", { className: "quiet links" }, ...links)];
  }
  function nextLabel() {
    return at + 1 < items.length && !editing ? words["app-next"] : words["app-review"];
  }
  function showItem(item) {
    if (item.issued) {
      const next = button("main", nextLabel(), goOn);
      show(...head(item), make("p", { textContent: words["app-issued"] }), ...actions(next));
      return;
    }
    showEntry(item);
  }

  function field(item, name, label, placeholder) {
    const input = make("input", {
      type: visible ? "text" : "password", id: `in-${name}`, name,
      value: entries[item.kind][name], placeholder,
      inputMode: item.numeric ? "numeric" : "text", autocomplete: "off", spellcheck: false,
    });
    for (const off of ["autocapitalize", "autocorrect"]) input.setAttribute(off, "off");
    const eye = make("button", { type: "button" });
    const box = make("div", { className: "field" }, input, eye);
    const caption = make("label", { htmlFor: input.id, textContent: label });
    return { input, eye, box, caption };
  }
  function showEntry(item) {
    const entry = entries[item.kind];
    const first = field(item, "password", words["app-entry"], item.hint);
    const second = field(item, "repeat", words["app-repeat"], "");
    const lines = new Map(item.lines.map((line) =>
      [line.problem, make("li", {}, icon("open"), make("span", { textContent: line.text }))]));
    const list = make("ul", { className: "rules" }, ...lines.values());
    list.setAttribute("aria-label", words["app-rules"]);
    const advice = make("div", { className: "note warn advice", hidden: true });
    const trouble = make("p", { className: "note bad", hidden: true });
    trouble.setAttribute("role", "alert");
    const next = make("button", { type: "submit", className: "main", textContent: nextLabel(), disabled: true });
    const form = make("form", { noValidate: true }, first.caption, first.box, second.caption, second.box, list, advice, trouble);
    form.append(...actions(next));
    const left = new Set(entry.repeat ? ["password", "repeat"] : []);
    let turn = 0;
    let timer = 0;
    let fine = false;

    function judgedOf(problem, problems, form_ok) {
      const broken = problems.includes(problem);
      if (problem === "mismatch") {
        if (!entry.repeat) return "";
        const typing = entry.password.startsWith(entry.repeat) && !left.has("repeat");
        return broken ? (typing ? "" : "broken") : "ok";
      }
      if (problem === item.form) {
        const typing = broken && entry.password.length < item.length && !left.has("password") &&
          (!item.numeric || /^\d*$/.test(entry.password));
        return broken ? (typing ? "" : "broken") : "ok";
      }
      return broken ? "broken" : form_ok ? "ok" : "";
    }
    function paint(problems) {
      const wrong = { password: false, repeat: false };
      for (const [problem, line] of lines) {
        const state = entry.password ? judgedOf(problem, problems, !problems.includes(item.form)) : "";
        line.className = state;
        line.replaceChild(icon(state || "open"), line.firstChild);
        if (state === "broken") wrong[problem === "mismatch" ? "repeat" : "password"] = true;
      }
      for (const [one, name] of [[first, "password"], [second, "repeat"]]) {
        one.box.classList.toggle("broken", wrong[name]);
        one.input.setAttribute("aria-invalid", String(wrong[name]));
      }
    }
    function advise(said) {
      advice.replaceChildren(...said.map((text) => make("p", { textContent: text })));
      if (said.length) advice.append(make("p", { textContent: words["app-advice-note"] }));
      advice.hidden = said.length === 0;
    }
    async function judge() {
      const mine = ++turn;
      if (!entry.password) {
        fine = false;
        next.disabled = true;
        paint([]);
        return advise([]);
      }
      const others = items.filter((one) => !one.issued && one.kind !== item.kind)
        .map((one) => entries[one.kind].password).filter(Boolean);
      const typed = { password: entry.password, repeat: entry.repeat || null };
      try {
        const { status, content } = await ask("/app/passwords/check", { kind: item.kind, others, ...typed });
        if (mine !== turn) return;
        if (status !== 200) {
          if (stop(content.error) !== false) return;
          throw new Error(String(status));
        }
        trouble.hidden = true;
        fine = content.problems.length === 0 && entry.repeat !== "";
        next.disabled = !fine;
        if (fine) delete refused[item.kind];
        paint(content.problems);
        advise(content.advice);
      } catch {
        if (mine !== turn) return;
        trouble.textContent = words["app-failed"];
        trouble.hidden = false;
        timer = setTimeout(judge, 2000);
      }
    }
    function eyes() {
      for (const one of [first, second]) {
        one.input.type = visible ? "text" : "password";
        one.eye.replaceChildren(icon(visible ? "shut" : "eye"));
        one.eye.setAttribute("aria-label", visible ? words["app-hide"] : words["app-show"]);
        one.eye.setAttribute("aria-pressed", String(visible));
      }
    }
    for (const one of [first, second]) {
      one.eye.addEventListener("click", () => {
        visible = !visible;
        eyes();
      });
      one.input.addEventListener("input", () => {
        entry[one.input.name] = one.input.value;
        fine = false;
        next.disabled = true;
        if (telegram && telegram.enableClosingConfirmation) telegram.enableClosingConfirmation();
        clearTimeout(timer);
        timer = setTimeout(judge, 120);
      });
      one.input.addEventListener("blur", () => {
        if (!entry[one.input.name]) return;
        left.add(one.input.name);
        judge();
      });
    }
    async function attempt() {
      clearTimeout(timer);
      for (const name of ["password", "repeat"]) if (entry[name]) left.add(name);
      if (!fine) await judge();
      if (fine && form.isConnected) goOn();
    }
    form.addEventListener("keydown", (press) => {
      if (press.key !== "Enter" || press.isComposing || press.target.tagName !== "INPUT") return;
      press.preventDefault(); // a form with a disabled button ignores the key otherwise
      if (press.target === first.input && !entry.repeat) second.input.focus();
      else attempt();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      attempt();
    });
    show(...head(item), form);
    eyes();
    first.input.focus({ preventScroll: true });
    if (entry.password) judge();
  }

  function showSummary() {
    const rows = make("ul", { className: "rows" });
    items.forEach((item, place) => {
      const bad = refused[item.kind];
      const state = bad ? lineTexts(item, bad) : words[item.issued ? "app-ready-issued" : "app-ready"];
      rows.append(make("li", { className: bad ? "row broken" : "row" },
        icon(bad ? "broken" : item.issued ? "mail" : "ok"),
        make("div", {}, make("div", { textContent: item.title }),
          make("div", { className: "state", textContent: `${item.account} · ${state}` })),
        item.issued ? null : button("", words["app-edit"], () => go(place, true))));
    });
    const broken = items.some((item) => refused[item.kind]);
    const submit = button("main", words["app-submit"], send);
    submit.disabled = broken;
    show(steps(), make("h1", { textContent: words["app-summary"] }),
      make("p", { textContent: words["app-summary-words"] }),
      broken ? make("p", { className: "note bad", textContent: words["app-refused"] }) : null,
      rows, ...actions(submit));
  }
  function lineTexts(item, problems) {
    return item.lines.filter((line) => problems.includes(line.problem)).map((line) => line.text).join(" · ");
  }
  async function send() {
    const given = {};
    items.filter((item) => !item.issued).forEach((item) => { given[item.kind] = entries[item.kind]; });
    waiting(words["app-sending"]);
    try {
      const { status, content } = await ask("/app/passwords", { entries: given });
      if (status === 200) return finish();
      if (status === 422) {
        Object.assign(refused, content.problems);
        return showSummary();
      }
      if (stop(content.error) !== false) return;
    } catch {
      /* said below */
    }
    message("circleBad", "", words["app-failed"], button("main", words["app-retry"], send),
      make("p", {}), button("second", words["app-back"], showSummary));
  }
  function finish() {
    for (const kind of Object.keys(entries)) entries[kind] = { password: "", repeat: "" };
    if (telegram && telegram.disableClosingConfirmation) telegram.disableClosingConfirmation();
    message("circleOk", words["app-done-title"], words["app-done"], ...closing());
  }

  function wear() {
    document.documentElement.dataset.scheme = telegram.colorScheme === "dark" ? "dark" : "light";
  }
  if (telegram && initData) {
    wear();
    if (telegram.onEvent) telegram.onEvent("themeChanged", wear);
    if (telegram.expand) telegram.expand();
    if (telegram.ready) telegram.ready();
    start();
  } else {
    message("circleBad", "", words["app-outside"]);
  }
})();
