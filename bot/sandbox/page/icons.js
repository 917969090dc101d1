// The page's own line icons, 24 by 24.

const PATHS = {
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4",
  attach:
    "M20 11.5 12 19.4a5 5 0 0 1-7-7.1l8.2-8a3.4 3.4 0 0 1 4.8 4.8l-8.2 8a1.7 1.7 0 0 1-2.4-2.4l7.4-7.2",
  camera: "M4 8h3.2l1.6-2.5h6.4L16.8 8H20v11H4V8Zm8 8.8a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8Z",
  video: "M3.5 7h11v10h-11V7Zm11 3.5 6-3v9l-6-3",
  note: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm-2-12v7l5.5-3.5L10 8.5Z",
  mic: "M12 3.5a2.8 2.8 0 0 1 2.8 2.8v5a2.8 2.8 0 0 1-5.6 0v-5A2.8 2.8 0 0 1 12 3.5ZM6 11a6 6 0 0 0 12 0M12 17v3.5",
  file: "M6 3.5h8l4.5 4.5v12.5H6v-17Zm8 0V8h4.5",
  image: "M4 5h16v14H4V5Zm0 11 4.5-4.5 3.5 3.5 3-3 5 4.5M15.5 9.5h.01",
  contact: "M12 12a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4Zm-7 7.5c.8-3.4 3.5-5 7-5s6.2 1.6 7 5",
  down: "M6 9.5 12 15.5 18 9.5",
  back: "M14.5 6 8.5 12l6 6",
  close: "M6 6l12 12M18 6 6 18",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  menu: "M5 7.5h14M5 12h14M5 16.5h9",
  keyboard: "M3.5 6.5h17v11h-17v-11ZM7 10h.01M10.3 10h.01M13.6 10h.01M17 10h.01M8 14h8",
  reply: "M10 6 4.5 11.5 10 17v-3.5c4.5 0 7.5 1 9.5 4.5-.5-5.5-3.5-9-9.5-9.5V6Z",
  edit: "M5 19l1-4L16 5l3 3L9 18l-4 1Z",
  copy: "M8.5 8.5h11v11h-11v-11ZM15.5 8.5v-4h-11v11h4",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4",
  link: "M9 15 19 5M12.5 5H19v6.5M16 14v5H5V8h5",
  app: "M4 5h16v14H4V5Zm0 4h16",
  play: "M8 5.5v13l10.5-6.5L8 5.5Z",
  pause: "M8 5.5v13M16 5.5v13",
  sms: "M4 5h16v11H10l-4.5 3.5V16H4V5Zm4 4h8M8 12.3h5",
  retry: "M18.5 8A7.5 7.5 0 1 0 19.5 12M19 4v4.5h-4.5",
  check: "M5 12.5 10 17.5 19 7",
  clock: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2",
  alert: "M12 4 21 19.5H3L12 4Zm0 6v4.5M12 17h.01",
  type: "M5 6V4.5h14V6M12 4.5v15M9 19.5h6",
  desk: "M5 14v-2a7 7 0 0 1 14 0v2M5 14h2.5v5H6a1 1 0 0 1-1-1v-4Zm14 0h-2.5v5H18a1 1 0 0 0 1-1v-4Zm-1 5c0 1.5-2 2.5-4.5 2.5",
  card: "M3.5 6h17v12h-17V6ZM7 9.5h4v4.5H7V9.5Zm7 .5h3.5M14 13.5h3.5",
  people:
    "M9 11.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 7c.5-2.8 2.6-4.3 5.5-4.3s5 1.5 5.5 4.3M15 5.8a3 3 0 0 1 0 5.5M17 14.6c2 .5 3.2 1.8 3.6 3.9",
  phone: "M7.5 3h9v18h-9V3Zm3 15.5h3",
  stop: "M7 7h10v10H7V7Z",
  pin: "M9 4h6l-.8 6 3.3 3.5h-11L9.8 10 9 4Zm3 9.5V20",
  lock: "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
  unlock: "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 6.7-1.4",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.8-1.7L20 20",
  plus: "M12 5v14M5 12h14",
};

const NAMESPACE = "http://www.w3.org/2000/svg";

/** An icon by name; it is decoration, its button carries the name. */
export function icon(name) {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon", `icon-${name}`);
  const path = document.createElementNS(NAMESPACE, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
