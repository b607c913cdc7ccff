// Keys: / to the search field, n new contact, j and k along the things of a day, g and a figure to a word of the menu,
// ? the list of keys.
import { open } from "./dialogs.js";

const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
let leading = "";

// To the act of the next thing to do, or of the one before; from nowhere to the first one or the last one.
function step(forward) {
  const acts = [...document.querySelectorAll(".kg-todo__act a, .kg-todo__act button")];
  const here = acts.indexOf(document.activeElement);
  const next = here < 0 ? (forward ? 0 : acts.length - 1) : here + (forward ? 1 : -1);
  acts[next]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const after = leading;
  leading = "";
  if (event.key === "?") {
    if (open("keys")) event.preventDefault();
  } else if (event.key === "g") {
    leading = "g";
  } else if (event.key === "j" || event.key === "k") {
    step(event.key === "j");
  } else if (after === "g" && /^[1-9]$/.test(event.key)) {
    document.querySelectorAll(".kg-rail__nav a")[Number(event.key) - 1]?.click();
  } else {
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) {
      target.focus();
      target.select();
    } else {
      target.click();
    }
  }
});
