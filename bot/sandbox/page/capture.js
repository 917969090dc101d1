// The camera sheet: look, count down, take or record, look again, send or repeat.

import { h, show } from "./dom.js";
import { icon } from "./icons.js";
import { roundPlayer, voicePlayer } from "./media.js";
import { dialogFrame, openDialog } from "./notices.js";
import {
  closeDevices,
  followLevel,
  openDevices,
  startRecording,
  takePicture,
} from "./recorder.js";
import { duration, say } from "./words.js";

const COUNT_FROM = 3;
const COUNT_STEP_MS = 700;
const LONGEST_S = 60;

const PROBLEMS = {
  NotAllowedError: "camera_refused",
  NotFoundError: "camera_missing",
  NotReadableError: "camera_busy",
};

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** One use of the camera sheet, from opening to sending or giving up. */
class Capture {
  constructor(mode, options) {
    this.mode = mode;
    this.options = options;
    this.closed = false;
    this.#build();
  }

  #build() {
    this.view = h("video", {
      class: "live",
      muted: true,
      playsinline: true,
      autoplay: true,
      testid: "capture-live",
      "aria-label": "camera",
    });
    this.view.muted = true;
    this.stage = h("div", { class: `stage stage-${this.mode}` });
    this.big = h("div", {
      class: "countdown",
      testid: "countdown",
      hidden: true,
      "aria-live": "assertive",
    });
    this.note = h("p", { class: "capture-note", testid: "capture-status", role: "status" });
    this.level = h("meter", {
      class: "level",
      min: 0,
      max: 1,
      value: 0,
      hidden: true,
      label: "loudness",
    });
    this.buttons = h("div", { class: "row centre" });
    this.dialog = dialogFrame(
      { testid: "capture", title: `capture_${this.mode}` },
      this.#hint(),
      this.stage,
      this.level,
      this.note,
      this.buttons,
    );
    this.dialog.addEventListener("close", () => this.#leave());
  }

  #hint() {
    return this.options.hint ? h("p", { class: "capture-hint" }, this.options.hint) : null;
  }

  async run() {
    const done = openDialog(this.dialog);
    this.#live();
    const answer = await done;
    return answer === "send" ? this.taken : null;
  }

  #button(words, testid, click, primary = false) {
    return h("button", {
      type: "button",
      class: primary ? "primary" : "",
      words,
      testid,
      on: { click },
    });
  }

  #offer(...buttons) {
    this.buttons.replaceChildren(...buttons);
    buttons.at(-1)?.focus();
  }

  async #live() {
    say(this.note, "words", "camera_opening");
    this.#offer();
    this.stage.replaceChildren(
      this.mode === "voice" ? h("div", { class: "mic" }, icon("mic")) : this.view,
      this.big,
    );
    try {
      this.stream ??= await openDevices(this.mode);
    } catch (error) {
      this.#broken(error);
      return;
    }
    if (this.closed) {
      closeDevices(this.stream);
      return;
    }
    this.#ready();
  }

  #ready() {
    this.view.srcObject = this.stream;
    if (this.mode !== "selfie") this.#followSound();
    say(this.note, "words", `ready_${this.mode}`);
    if (this.mode === "selfie")
      this.#offer(this.#button("take_picture", "capture-take", () => this.#picture(), true));
    else
      this.#offer(this.#button("start_recording", "capture-record", () => this.#record(), true));
  }

  #followSound() {
    this.stopLevel?.();
    show(this.level, true);
    this.stopLevel = followLevel(this.stream, (value) => {
      this.level.value = value;
    });
  }

  #broken(error) {
    say(this.note, "words", PROBLEMS[error.name] ?? "camera_failed");
    this.note.classList.add("failed");
    this.#offer(this.#button("try_again", "capture-again", () => this.#live()));
  }

  async #count() {
    show(this.big, true);
    for (let left = COUNT_FROM; left > 0 && !this.closed; left -= 1) {
      this.big.textContent = left;
      await pause(COUNT_STEP_MS);
    }
    show(this.big, false);
  }

  async #picture() {
    const blob = await takePicture(this.view);
    this.taken = { blob, name: "selfie.jpg" };
    this.#review(h("img", { src: URL.createObjectURL(blob), alt: "", testid: "capture-shot" }));
  }

  async #record() {
    this.#offer();
    await this.#count();
    if (this.closed) return;
    this.recording = startRecording(this.stream, this.mode);
    this.stage.classList.add("recording");
    this.timer = setInterval(() => this.#tick(), 200);
    this.#tick();
    this.#offer(this.#button("stop_recording", "capture-stop", () => this.#stop(), true));
  }

  #tick() {
    const at = this.recording.elapsed();
    say(this.note, "words", "recording_at", { at: duration(at), most: duration(LONGEST_S) });
    this.stage.style.setProperty("--share", at / LONGEST_S);
    if (at >= LONGEST_S) this.#stop();
  }

  async #stop() {
    clearInterval(this.timer);
    this.stage.classList.remove("recording");
    this.taken = await this.recording.stop();
    this.#review(this.#player(URL.createObjectURL(this.taken.blob)));
  }

  #player(source) {
    if (this.mode === "voice") return voicePlayer(source, this.taken.seconds, "capture-replay");
    if (this.mode === "note") return roundPlayer(source, this.taken.seconds, "capture-replay");
    return h("video", {
      src: source,
      controls: true,
      playsinline: true,
      testid: "capture-replay",
    });
  }

  #review(node) {
    this.stopLevel?.();
    show(this.level, false);
    this.stage.replaceChildren(node);
    say(this.note, "words", this.mode === "selfie" ? "review_picture" : "review_recording");
    const again = this.#button(
      this.mode === "selfie" ? "take_again" : "record_again",
      "capture-again",
      () => this.#live(),
    );
    this.#offer(
      again,
      this.#button(
        this.options.done ?? "send",
        "capture-send",
        () => this.dialog.close("send"),
        true,
      ),
    );
  }

  #leave() {
    this.closed = true;
    clearInterval(this.timer);
    this.recording?.stop();
    this.stopLevel?.();
    closeDevices(this.stream);
  }
}

/** Open the camera sheet; resolves to {blob, name, seconds?, width?, height?} or null. */
export function capture(mode, options = {}) {
  return new Capture(mode, options).run();
}
