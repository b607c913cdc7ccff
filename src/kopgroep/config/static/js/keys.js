// Keys: / to the search field, n new contact, g and a figure to a word of the menu, ? the list of keys.
import { open } from "./dialogs.js";

const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
let leading = "";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const after = leading;
  leading = "";
  if (event.key === "?") {
    if (open("keys")) event.preventDefault();
  } else if (event.key === "g") {
    leading = "g";
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
