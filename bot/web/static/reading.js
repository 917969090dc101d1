/* An agreement page: tells when the text was opened and when its end was reached. */
"use strict";
(() => {
  const bar = document.getElementById("bar");
  const text = document.getElementById("text");
  const end = document.getElementById("end");
  const foot = document.getElementById("foot");

  function showProgress() {
    const bottom = end.getBoundingClientRect().bottom - text.getBoundingClientRect().top;
    const seen = window.innerHeight - (foot ? foot.offsetHeight : 0) - text.getBoundingClientRect().top;
    const share = Math.max(0, Math.min(1, seen / bottom));
    bar.firstElementChild.style.width = `${Math.round(share * 100)}%`;
    bar.setAttribute("aria-valuenow", String(Math.round(share * 100)));
  }
  addEventListener("scroll", showProgress, { passive: true });
  addEventListener("resize", showProgress);
  showProgress();
  if (!foot) return;

  const words = JSON.parse(foot.dataset.words);
  const done = document.getElementById("done");
  const trouble = document.getElementById("trouble");
  const thanks = document.getElementById("thanks");
  const openedAt = performance.now();
  const minimumMs = Number(foot.dataset.minimum) * 1000 + 300;
  let reached = false;
  let sending = false;

  function left() {
    return Math.ceil((openedAt + minimumMs - performance.now()) / 1000);
  }
  function label() {
    if (sending) return words["reading-sending"];
    if (!reached) return words["reading-to-do"];
    return left() > 0 ? foot.dataset.waits.replace("%", left()) : words["reading-done"];
  }
  function show() {
    done.textContent = label();
    done.disabled = sending || !reached || left() > 0;
    if (reached && left() > 0) setTimeout(show, 250);
  }
  function complain(key) {
    trouble.textContent = words[key];
    trouble.hidden = false;
  }
  async function tell(what, body) {
    const answer = await fetch(`/a/${foot.dataset.token}/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.status;
  }
  async function confirm() {
    sending = true;
    trouble.hidden = true;
    show();
    let status = 0;
    try {
      status = await tell("read", { ticket: foot.dataset.ticket });
    } catch {
      status = 0;
    }
    sending = false;
    if (status === 200) {
      for (const part of [text, foot, bar, document.querySelector(".top")]) part.hidden = true;
      thanks.hidden = false;
      scrollTo(0, 0);
      thanks.focus();
      return;
    }
    complain({ 409: "reading-over", 410: "reading-over", 425: "reading-too-fast" }[status] ?? "reading-failed");
    show();
    if (status === 409 || status === 410) done.hidden = true;
  }

  foot.hidden = false;
  done.addEventListener("click", confirm);
  new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting)) {
      reached = true;
      show();
    }
  }).observe(end);
  show();
  showProgress();
  tell("opened", {}).then((status) => {
    if (status === 409 || status === 410) {
      complain("reading-over");
      done.hidden = true;
    }
  }, () => {});
})();
