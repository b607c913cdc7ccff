// Every form marked data-draft keeps what is typed, and gives it back after a reload, a crash or a lost connection.
import { drafts, drop, person, read, words, write } from "./draft_store.js";

const PAUSE = 300; // milliseconds without typing before it is kept
// Hidden fields that make a draft the same act on the same version: sent twice, it is still one row.
const ACT = ["submission", "version", "seen"];
const NEVER = ["password", "file", "submit", "button", "reset", "image", "fieldset"];
const TICKS = ["checkbox", "radio"];

const adopted = new WeakSet();
const finished = new WeakSet();
const pending = new Map(); // forms that were typed in since they were kept

export const addressOf = (form) => form.getAttribute("action") || location.pathname + location.search;

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && !NEVER.includes(field.type) && field.autocomplete !== "one-time-code" && (field.type !== "hidden" || ACT.includes(field.name)),
  );
}

function valuesOf(form) {
  const kept = {};
  fieldsOf(form).forEach((field) => {
    kept[field.name] ??= [];
    if (field.type === "select-multiple") kept[field.name].push(...[...field.selectedOptions].map((option) => option.value));
    else if (!TICKS.includes(field.type) || field.checked) kept[field.name].push(field.value);
  });
  return kept;
}

function fill(form, kept) {
  const given = {};
  fieldsOf(form).filter((field) => field.name in kept).forEach((field) => {
    const values = kept[field.name];
    if (TICKS.includes(field.type)) field.checked = values.includes(field.value);
    else if (field.type === "select-multiple") [...field.options].forEach((option) => { option.selected = values.includes(option.value); });
    else {
      const place = (given[field.name] ??= 0);
      given[field.name] += 1;
      if (place < values.length) field.value = values[place];
    }
  });
}

function typed(kept) {
  return JSON.stringify(Object.entries(kept).filter(([name]) => !ACT.includes(name)));
}

export function clock(at) {
  const moment = new Date(at);
  const time = { hour: "2-digit", minute: "2-digit" };
  const day = moment.toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "short" };
  return moment.toLocaleString(document.documentElement.lang, { ...day, ...time });
}

// A line above the form or at its end, which a screen reader reads out. The same words are not said twice.
export function say(form, text, label = "", act = null, place = "end") {
  const lines = [...form.querySelectorAll("[data-draft-line]")];
  const line = lines.find((one) => one.dataset.draftLine === place);
  if (!line || line.dataset.said === text) return;
  lines.filter((one) => one !== line).forEach((other) => { other.replaceChildren(); delete other.dataset.said; });
  line.dataset.said = text;
  const parts = [document.createElement("span")];
  parts[0].textContent = text;
  if (label) {
    const button = document.createElement(typeof act === "string" ? "a" : "button");
    button.textContent = label;
    if (typeof act === "string") button.href = act;
    else {
      button.type = "button";
      button.className = "kg-link-button";
      button.addEventListener("click", act);
    }
    parts.push(button);
  }
  line.replaceChildren(...parts);
  line.scrollIntoView({ block: "nearest" });
}

// ``waiting``: whether it was meant to be sent and could not be; left out, that stays as it was.
export function keep(form, waiting) {
  clearTimeout(pending.get(form));
  pending.delete(form);
  if (finished.has(form) || !form.isConnected) return;
  const earlier = read(addressOf(form));
  const kept = valuesOf(form);
  // After a clash the first version stays in the draft, so that a reload shows the words of the other one again.
  if (earlier && form.querySelector(".kg-clash")) ["version", "seen"].forEach((name) => { kept[name] = earlier.kept[name] ?? kept[name]; });
  const about = [document.querySelector("h1"), form.closest("section")?.querySelector("h2")];
  const title = about.map((head) => head?.textContent.trim()).filter(Boolean).join(", ");
  write(addressOf(form), { at: Date.now(), kept, title, waiting: waiting ?? earlier?.waiting ?? false });
}

export function finish(form) {
  finished.add(form);
  drop(addressOf(form));
}

function restore(form, draft) {
  const before = valuesOf(form);
  if (typed(draft.kept) === typed(before) && !draft.waiting) return drop(addressOf(form));
  fill(form, draft.kept);
  if (draft.waiting) return form.dispatchEvent(new CustomEvent("draft:waiting", { bubbles: true, detail: draft }));
  say(form, words.restored.replace("{time}", clock(draft.at)), words.clear, () => {
    fill(form, before);
    drop(addressOf(form));
    say(form, words.cleared, "", null, "top");
  }, "top");
}

function lineIn(place) {
  const line = document.createElement("div");
  line.className = "kg-draft";
  line.setAttribute("role", "status");
  line.dataset.draftLine = place;
  return line;
}

function adopt(form) {
  if (adopted.has(form)) return;
  adopted.add(form);
  const end = form.querySelector(".kg-form-end");
  form.prepend(lineIn("top"));
  if (end) end.before(lineIn("end"));
  else form.append(lineIn("end"));
  form.addEventListener("input", () => {
    clearTimeout(pending.get(form));
    pending.set(form, setTimeout(() => keep(form), PAUSE));
  });
  form.querySelectorAll(".kg-form-end > a").forEach((link) => link.addEventListener("click", () => finish(form)));
  const draft = read(addressOf(form));
  // What the server sent back, with a remark or as a next step, is newer than the draft.
  if (form.dataset.draft === "answered") keep(form, false);
  else if (draft) setTimeout(() => restore(form, draft), 0);
}

const every = (root) => [...(root.matches?.("form[data-draft]") ? [root] : []), ...root.querySelectorAll("form[data-draft]")];

// A form without htmx is sent as a page. That it arrived is known when the next page came by a redirect.
function afterPage() {
  const redirected = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  const here = every(document).map(addressOf);
  drafts().filter(([address, draft]) => draft?.sent && redirected && !here.includes(address)).forEach(([address]) => drop(address));
}

// What still waits for a connection, and is not on this page.
function remind() {
  const here = every(document).map(addressOf);
  const waiting = drafts().filter(([address, draft]) => draft?.waiting && !here.includes(address));
  const main = document.getElementById("main");
  if (!waiting.length || !main) return;
  const line = lineIn("page");
  main.prepend(line);
  const links = waiting.map(([address, draft]) => {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = `${draft.title} (${clock(draft.at)})`;
    return link;
  });
  const said = document.createElement("b");
  said.textContent = words.unsent;
  line.append(said, ...links);
}

if (person) {
  afterPage();
  remind();
  every(document).forEach(adopt);
  document.addEventListener("htmx:load", (event) => every(event.detail.elt).forEach(adopt));
  // A phone may end the page without asking: keep what was typed in the last moment.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") [...pending.keys()].forEach((form) => keep(form));
  });
  // Back, to a page from the memory of the browser: its form may have been sent already.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && every(document).length) location.reload();
  });
}
