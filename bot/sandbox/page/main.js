// Puts the page together: one phone, the panels beside it, language and theme.

import { Desk, wantedHere } from "./desk.js";
import { need, show } from "./dom.js";
import { Drawer } from "./drawer.js";
import { icon } from "./icons.js";
import { firstIdentity } from "./identity.js";
import { toast } from "./notices.js";
import { Phone } from "./phone.js";
import { Session } from "./session.js";
import { Sms } from "./sms.js";
import { Tabs } from "./tabs.js";
import { startTheme, toggleTheme } from "./theme.js";
import { language, setLanguage } from "./words.js";

const RETRY_MS = 1500;

function chrome() {
  startTheme();
  setLanguage(language());
  for (const place of document.querySelectorAll("[data-icon]"))
    place.replaceWith(icon(place.dataset.icon));
  need("#language").addEventListener("click", () =>
    setLanguage(language() === "zh" ? "en" : "zh"),
  );
  need("#theme").addEventListener("click", toggleTheme);
}

/** The address names a topic only while the desk is in front. */
function leaveDesk(panel) {
  const { pathname, search } = location;
  if (panel !== "desk" && wantedHere()) history.replaceState(null, "", pathname + search);
}

/** Keep trying until the sandbox answers; the person sees that it is being tried. */
async function connect() {
  for (;;) {
    try {
      const session = new Session(await firstIdentity());
      await session.refreshState();
      show(need("#offline"), false);
      return session;
    } catch {
      show(need("#offline"), true);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

function assemble(session) {
  const parts = {};
  const typeIn = (text) => {
    if (tabs.narrow) tabs.open("phone");
    parts.phone.talk.composer.fill(text);
  };
  const openDrawer = () =>
    parts.drawer.open().then(
      () => parts.drawer.setAvailable(true),
      () => parts.drawer.setAvailable(false),
    );
  const openDesk = () => parts.desk.open().catch((error) => toast(error.message));
  const tabs = new Tabs({ demo: { onOpen: openDrawer }, desk: { onOpen: openDesk } }, leaveDesk);
  parts.drawer = new Drawer(session, { typeIn, onSent: () => tabs.narrow && tabs.open("phone") });
  parts.phone = new Phone(session, {
    onUnread: () => tabs.note("phone"),
    phoneNumber: () => parts.drawer.person?.phone ?? "",
  });
  parts.sms = new Sms(session, { onCode: typeIn, onUnread: () => tabs.note("sms") });
  parts.desk = new Desk(session, {
    onUnread: (count) => tabs.mark("desk", count),
    visible: () => tabs.visible("desk"),
    toFront: () => tabs.open("desk"),
  });
  return { ...parts, tabs };
}

async function start() {
  chrome();
  const session = await connect();
  session.addEventListener("gone", () => location.reload());
  const { phone, desk, tabs } = assemble(session);
  await phone.open();
  await session.open();
  const usual = tabs.narrow ? "phone" : "demo";
  const first = wantedHere() ? "desk" : usual;
  tabs.open(first);
  if (first !== "desk") desk.open().catch(() => {}); // tried again, and told, when its tab is opened
  document.body.dataset.ready = "true";
}

start();
