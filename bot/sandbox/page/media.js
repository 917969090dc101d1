// Shows what a message carries: photographs, clips, round notes, voice, files, contacts.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { lightbox } from "./notices.js";
import { duration, fileSize, t } from "./words.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const PHOTO_WIDTH = 300;

/** Where this file of a message can be fetched by the page. */
export function fileUrl(message, fileId) {
  return message.sandbox?.files?.[fileId] ?? null;
}

function veil(node) {
  const cover = h("button", {
    type: "button",
    class: "veil",
    label: "show_hidden",
    on: { click: () => cover.remove() },
  });
  return h("div", { class: "veiled" }, node, cover);
}

/** A photograph as a button that shows it large. */
export function photoTile(source, description, size = {}, kept = false) {
  const image = h("img", {
    src: source,
    alt: description,
    width: size.width,
    height: size.height,
    draggable: "false",
  });
  return h(
    "button",
    {
      type: "button",
      class: "photo",
      testid: "photo",
      "aria-label": t("open_picture", { what: description }),
      on: { click: () => lightbox(source, description, kept) },
    },
    image,
  );
}

function photo(message) {
  const best = message.photo.reduce((one, other) => (other.width > one.width ? other : one));
  const shown = Math.min(PHOTO_WIDTH, best.width);
  const size = { width: shown, height: Math.round((best.height * shown) / best.width) };
  const source = fileUrl(message, best.file_id);
  const words = message.caption ?? t("kind_photo");
  const tile = photoTile(source, words, size, message.has_protected_content);
  return message.has_media_spoiler ? veil(tile) : tile;
}

function video(message) {
  const source = fileUrl(message, message.video.file_id);
  const { width, height } = message.video;
  const shape = width && height ? `${width} / ${height}` : "4 / 3";
  const clip = h("video", {
    src: source,
    controls: true,
    controlslist: message.has_protected_content ? "nodownload" : null,
    preload: "metadata",
    playsinline: true,
    testid: "video",
    "aria-label": t("kind_video"),
  });
  clip.style.aspectRatio = shape;
  return clip;
}

function animation(message) {
  const source = fileUrl(message, message.animation.file_id);
  const clip = h("video", {
    src: source,
    loop: true,
    playsinline: true,
    autoplay: !calm.matches,
    controls: calm.matches,
    "aria-label": t("kind_animation"),
  });
  clip.muted = true;
  return clip;
}

function bindPlayer(media, button, onTime) {
  const draw = () => {
    button.replaceChildren(icon(media.paused ? "play" : "pause"));
    button.setAttribute("aria-label", t(media.paused ? "play" : "pause"));
  };
  button.addEventListener("click", () => (media.paused ? media.play() : media.pause()));
  for (const name of ["play", "pause", "ended"]) media.addEventListener(name, draw);
  media.addEventListener("timeupdate", () => onTime(media.currentTime));
  draw();
}

/** A round clip that plays in its circle. */
export function roundPlayer(source, length, testid = "video-note") {
  const clip = h("video", { src: source, preload: "metadata", playsinline: true });
  const button = h("button", { type: "button", class: "round-button" });
  const time = h("span", { class: "round-time" }, duration(length));
  const frame = h("div", { class: "round", testid }, clip, button, time);
  bindPlayer(clip, button, (at) => {
    time.textContent = duration(at);
    frame.style.setProperty("--share", length ? Math.min(1, at / length) : 0);
  });
  clip.addEventListener("play", () => frame.classList.add("playing"));
  for (const name of ["pause", "ended"])
    clip.addEventListener(name, () => frame.classList.remove("playing"));
  return frame;
}

/** A voice note or a piece of music. */
export function voicePlayer(source, length, testid = "voice") {
  const sound = h("audio", { src: source, preload: "metadata" });
  const button = h("button", { type: "button", class: "voice-button" });
  const bar = h("progress", { max: length || 1, value: 0, "aria-label": t("kind_voice") });
  const time = h("span", { class: "voice-time" }, duration(length));
  bindPlayer(sound, button, (at) => {
    bar.value = at;
    time.textContent = duration(at);
  });
  return h("div", { class: "voice", testid }, sound, button, bar, time);
}

/** A file with its name and size. */
export function fileCard(source, name, bytes) {
  const text = h(
    "span",
    { class: "file-text" },
    h("span", { class: "file-name" }, name),
    h("small", {}, fileSize(bytes)),
  );
  const options = source
    ? {
        class: "file",
        testid: "file",
        href: source,
        download: name,
        target: "_blank",
        rel: "noopener",
      }
    : { class: "file", testid: "file" };
  return h(source ? "a" : "div", options, h("span", { class: "file-icon" }, icon("file")), text);
}

function documentFile(message) {
  const file = message.document;
  const source = fileUrl(message, file.file_id);
  const open = message.has_protected_content ? null : source;
  const card = fileCard(open, file.file_name ?? t("kind_document"), file.file_size);
  if (!source || !/^image\/(jpeg|png|webp)$/.test(file.mime_type ?? "")) return card;
  return h(
    "div",
    { class: "file-with-picture" },
    photoTile(source, file.file_name ?? t("kind_document"), {}, open === null),
    card,
  );
}

function sticker(message) {
  const source = fileUrl(message, message.sticker.file_id);
  if (message.sticker.is_video)
    return h("video", {
      class: "sticker",
      src: source,
      loop: true,
      autoplay: !calm.matches,
      muted: true,
      playsinline: true,
    });
  return h("img", {
    class: "sticker",
    src: source,
    alt: message.sticker.emoji ?? t("kind_sticker"),
  });
}

/** A person's card with the number. */
export function contactCard(contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  const text = h(
    "span",
    { class: "file-text" },
    h("span", { class: "file-name" }, name),
    h("small", {}, contact.phone_number),
  );
  return h(
    "div",
    { class: "file", testid: "contact" },
    h("span", { class: "file-icon" }, icon("contact")),
    text,
  );
}

const SHOWERS = {
  photo,
  video,
  animation,
  video_note: (message) =>
    roundPlayer(fileUrl(message, message.video_note.file_id), message.video_note.duration),
  voice: (message) => voicePlayer(fileUrl(message, message.voice.file_id), message.voice.duration),
  audio: (message) =>
    voicePlayer(fileUrl(message, message.audio.file_id), message.audio.duration, "audio"),
  document: documentFile,
  sticker,
  contact: (message) => contactCard(message.contact),
  location: (message) => h("p", {}, `${message.location.latitude}, ${message.location.longitude}`),
};

/** The element for a message's attachment, or null. */
export function attachment(message, kind) {
  return SHOWERS[kind]?.(message) ?? null;
}

function pendingOne(item, file) {
  const source = (file.url ??= URL.createObjectURL(file.blob));
  if (item.kind === "photo") return photoTile(source, file.name);
  if (item.kind === "video_note") return roundPlayer(source, item.seconds);
  if (item.kind === "voice" || item.kind === "audio") return voicePlayer(source, item.seconds);
  if (item.kind === "video") return h("video", { src: source, controls: true, playsinline: true });
  return fileCard(null, file.name, file.blob.size);
}

/** What is still on its way, drawn from the person's own copy. */
export function pendingAttachment(item) {
  if (!item.files) return null;
  return h(
    "div",
    { class: item.files.length > 1 ? "album" : "single" },
    ...item.files.map((file) => pendingOne(item, file)),
  );
}
