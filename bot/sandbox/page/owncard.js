// "Use my own camera": a portrait becomes the picture on a specimen card.

import { post } from "./api.js";
import { capture } from "./capture.js";
import { toast } from "./notices.js";
import { t } from "./words.js";

function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** Take a portrait and have a card drawn for this demo customer; the new items, or null. */
export async function makeOwnCard(person) {
  const taken = await capture("selfie", { hint: t("own_camera_hint"), done: "use_portrait" });
  if (!taken) return null;
  try {
    const { items } = await post("/page/demo/own_card", {
      person,
      portrait: await dataUrl(taken.blob),
    });
    toast(t("own_card_ready"));
    return items;
  } catch (error) {
    toast(t("failed_because", { why: error.message }));
    return null;
  }
}
