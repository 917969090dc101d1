// Files on their way in: looked at, captioned, sent as photographs or as files.

import { h } from "./dom.js";
import { fileCard, photoTile } from "./media.js";
import { dialogFrame, openDialog } from "./notices.js";

const PHOTO = /^image\/(jpeg|png|webp|bmp|gif)$/;
const MOST_IN_ALBUM = 10;

function looksLike(file) {
  if (PHOTO.test(file.type)) return "photo";
  if (file.type.startsWith("video/")) return "video";
  return "document";
}

function preview(file) {
  const source = URL.createObjectURL(file);
  const kind = looksLike(file);
  if (kind === "photo") return photoTile(source, file.name);
  if (kind === "video")
    return h("video", { src: source, controls: true, playsinline: true, preload: "metadata" });
  return fileCard(null, file.name, file.size);
}

function choice(value, words, checked) {
  const input = h("input", {
    type: "radio",
    name: "send-as",
    value,
    checked,
    testid: `send-as-${value}`,
  });
  return h("label", { class: "choice" }, input, h("span", { words }));
}

function chosen(dialog) {
  return dialog.querySelector("input[name=send-as]:checked")?.value ?? "document";
}

function buildDialog(files, asFile) {
  const media = files.every((file) => looksLike(file) !== "document");
  const photos = files.every((file) => looksLike(file) === "photo");
  const caption = h("input", {
    type: "text",
    maxlength: "1024",
    label: "caption",
    placeholder: "",
    testid: "attach-caption",
    autocomplete: "off",
  });
  const quick = photos ? "send_as_photo" : "send_as_video";
  const options = h(
    "fieldset",
    { class: "choices", hidden: !media },
    h("legend", { words: "send_how" }),
    choice("media", quick, media && !asFile),
    choice("document", "send_as_file", !media || asFile),
  );
  const ok = h("button", {
    type: "submit",
    class: "primary",
    words: "send",
    testid: "attach-send",
    autofocus: true,
  });
  const grid = h(
    "div",
    { class: files.length > 1 ? "preview-grid" : "preview-one" },
    ...files.map(preview),
  );
  const form = h(
    "form",
    { method: "dialog" },
    grid,
    options,
    h("label", { class: "field" }, caption),
    h("div", { class: "row end" }, ok),
  );
  const dialog = dialogFrame(
    {
      testid: "attach-dialog",
      title: files.length > 1 ? "send_files" : "send_file",
      vars: { n: files.length },
    },
    form,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close("send");
  });
  return { dialog, caption };
}

function parts(files, way) {
  const named = files.map((file) => ({
    blob: file,
    name: file.name || "file",
    kind: way === "document" ? "document" : looksLike(file),
  }));
  const photos = named.filter((file) => file.kind === "photo");
  const rest = named.filter((file) => file.kind !== "photo");
  const albums = [];
  for (let at = 0; at < photos.length; at += MOST_IN_ALBUM)
    albums.push(photos.slice(at, at + MOST_IN_ALBUM));
  return [...albums, ...rest.map((file) => [file])];
}

/** Ask how to send `files`, then hand each part to `send(files, {kind, caption})`. */
export async function offerFiles(files, send, asFile = false) {
  const { dialog, caption } = buildDialog(files, asFile);
  if ((await openDialog(dialog)) !== "send") return;
  parts(files, chosen(dialog)).forEach((part, index) => {
    send(part, { kind: part[0].kind, caption: index === 0 ? caption.value.trim() : "" });
  });
}

/** Let files be dropped on `zone`. */
export function acceptDrops(zone, onFiles) {
  let depth = 0;
  const mark = (step) => {
    depth = Math.max(0, depth + step);
    zone.classList.toggle("dropping", depth > 0);
  };
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  zone.addEventListener("dragenter", (event) => carriesFiles(event) && mark(1));
  zone.addEventListener("dragleave", () => mark(-1));
  zone.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(-depth);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files);
  });
}
