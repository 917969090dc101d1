// Whose phone this is: switch between users, make a new one, block the bot.

import { post } from "./api.js";
import { fullName } from "./bubble.js";
import { openMenu } from "./menu.js";
import { askFor } from "./notices.js";
import { setPreference } from "./prefs.js";
import { language, t } from "./words.js";

/** Go on as this user; the page starts afresh with the other phone. */
export function become(userId) {
  setPreference("user", userId);
  const url = new URL(location.href);
  url.searchParams.delete("user");
  location.assign(url);
}

/** Register a user with the sandbox and return its id. */
export async function createUser(firstName) {
  const code = language() === "zh" ? "zh-hans" : "en";
  const answer = await post("/page/user", { first_name: firstName, language_code: code });
  return answer.user?.id ?? answer.id;
}

async function newPhone() {
  const fields = [{ name: "first_name", words: "first_name" }];
  const answer = await askFor({ testid: "new-user", title: "new_phone", fields, yes: "create" });
  if (answer) become(await createUser(answer.first_name));
}

function others(session) {
  const people = session.state.users.filter((user) => !user.is_bot);
  return people.map((user) => ({
    text: fullName(user),
    icon: "phone",
    current: user.id === session.userId,
    testid: `identity-${user.id}`,
    act: () => user.id !== session.userId && become(user.id),
  }));
}

/** The menu behind the name in the phone's header. */
export function chooseIdentity(anchor, session) {
  const blocked = Boolean(session.state.blocked ?? session.user.blocked);
  openMenu(anchor, [
    ...others(session),
    { words: "new_phone", icon: "plus", testid: "identity-new", act: newPhone },
    { words: blocked ? "unblock" : "block", icon: "stop", testid: "identity-block", act: () => session.block(!blocked) },
  ], "identity-menu");
}

/** The user to start as: from the address, remembered, or newly made. */
export async function firstIdentity(remembered, known) {
  const wanted = new URL(location.href).searchParams.get("user") ?? remembered;
  if (wanted && known.some((user) => String(user.id) === String(wanted))) return Number(wanted);
  const id = await createUser(t("default_name"));
  setPreference("user", id);
  return id;
}
