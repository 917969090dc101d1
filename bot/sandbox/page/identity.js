// Whose phone this is: switch between users, make a new one, block the bot.

import { get, post, Refused } from "./api.js";
import { fullName } from "./bubble.js";
import { openMenu } from "./menu.js";
import { askFor } from "./notices.js";
import { preference, setPreference } from "./prefs.js";
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
  const { user } = await post("/page/user", { first_name: firstName, language_code: code });
  return user.id;
}

async function newPhone() {
  const fields = [{ name: "first_name", words: "first_name" }];
  const answer = await askFor({ testid: "new-user", title: "new_phone", fields, yes: "create" });
  if (answer) become(await createUser(answer.first_name));
}

function others(session) {
  const people = session.state.users.filter((user) => !user.is_bot && !user.roles?.length);
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
  const { blocked } = session;
  openMenu(
    anchor,
    [
      ...others(session),
      { words: "new_phone", icon: "plus", testid: "identity-new", act: newPhone },
      {
        words: blocked ? "unblock" : "block",
        icon: "stop",
        testid: "identity-block",
        act: () => session.block(!blocked),
      },
    ],
    "identity-menu",
  );
}

async function exists(userId) {
  try {
    await get("/page/state", { user: userId });
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return false;
    throw error;
  }
}

/** The user to start as: from the address, remembered, or newly made. */
export async function firstIdentity() {
  const wanted = new URL(location.href).searchParams.get("user");
  for (const candidate of [wanted, preference("user")]) {
    if (candidate && /^\d+$/.test(candidate) && (await exists(candidate)))
      return Number(candidate);
  }
  const id = await createUser(t("default_name"));
  setPreference("user", id);
  return id;
}
