// What the invented colleagues do by themselves: three switches under the demo's materials.

import { get, post } from "./api.js";
import { h } from "./dom.js";
import { toast } from "./notices.js";
import { t } from "./words.js";

const SWITCHES = ["agent", "reviewer", "returns_first"];

/** Return the switches as a section, or null where nobody acts by themselves. */
export async function colleagueSwitches() {
  let wishes;
  try {
    wishes = await get("/page/demo/colleagues");
  } catch {
    return null;
  }
  return h(
    "section",
    { class: "colleagues", testid: "demo-colleagues" },
    h("h4", { words: "colleagues" }),
    ...SWITCHES.map((name) => row(name, wishes[name])),
  );
}

function row(name, on) {
  const box = h("input", {
    type: "checkbox",
    testid: `colleague-${name.replace("_", "-")}`,
    on: { change: (event) => change(name, event.currentTarget) },
  });
  box.checked = on;
  return h("label", { class: "switch" }, box, h("span", { words: `colleague_${name}` }));
}

async function change(name, box) {
  try {
    const wishes = await post("/page/demo/colleagues", { [name]: box.checked });
    box.checked = wishes[name];
  } catch (error) {
    box.checked = !box.checked;
    toast(t("failed_because", { why: error.message }));
  }
}
