// A form with data-draft that could not be sent says so, keeps everything, and is sent again when there is a connection.
import { addressOf, clock, finish, keep, say } from "./drafts.js";
import { person, read, words, write } from "./draft_store.js";
import { mayBeSentAgain } from "./forms.js";

const PATIENCE = 20000; // milliseconds without an answer: the line is as good as gone
const AGAIN = 10000; // milliseconds between attempts
const SETTLE = 2000; // a line that has just come back often fails the first request
const TYPING = 4000; // who typed this recently is not interrupted

const waiting = new Map(); // forms that could not be sent, and since when
const renewed = new WeakSet();
const busy = new WeakSet(); // forms of which a request is on its way
let lastTyped = 0;

const ours = (event) => (event.detail.elt?.matches?.("form[data-draft]") ? event.detail.elt : null);
const pathOf = (address) => new URL(address, location.href).pathname;

function wait(form) {
  waiting.set(form, Date.now());
  keep(form, true);
  say(form, words.waiting, words.again, () => send(form));
}

// As the key Enter does it: with the first button of the form.
function send(form) {
  mayBeSentAgain(form);
  form.requestSubmit(form.querySelector("[type=submit]"));
}

function retry() {
  if (navigator.onLine === false) return;
  waiting.forEach((since, form) => {
    const typing = lastTyped > since && Date.now() - lastTyped < TYPING;
    if (!form.isConnected) waiting.delete(form);
    else if (!typing && !busy.has(form)) send(form);
  });
}

// The token of the form has expired, or somebody else logged in meanwhile: ask for the form again and look.
async function renew(form) {
  let answer;
  try {
    answer = await fetch(addressOf(form), { headers: { Accept: "text/html" } });
  } catch {
    return wait(form);
  }
  if (pathOf(answer.url) !== pathOf(addressOf(form))) return loggedOut(form, answer.url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("form[data-draft] [name=csrfmiddlewaretoken]")?.value;
  const other = page.getElementById("draft-words")?.dataset.person;
  if (other && other !== person) return give(form, words.other);
  if (!token || renewed.has(form)) return give(form, words.failed);
  renewed.add(form);
  form.elements.csrfmiddlewaretoken.value = token;
  send(form);
}

function give(form, text) {
  waiting.delete(form);
  keep(form, false);
  say(form, text, words.again, () => send(form));
}

function loggedOut(form, url) {
  waiting.delete(form);
  keep(form, true);
  say(form, words.out, words.login, url);
}

if (person) {
  document.addEventListener("input", () => { lastTyped = Date.now(); });
  document.addEventListener("htmx:configRequest", (event) => {
    if (ours(event)) event.detail.timeout = PATIENCE;
  });
  document.addEventListener("htmx:beforeSend", (event) => { if (ours(event)) busy.add(ours(event)); });
  document.addEventListener("htmx:afterRequest", (event) => { if (ours(event)) busy.delete(ours(event)); });
  document.addEventListener("htmx:sendError", (event) => { if (ours(event)) wait(ours(event)); });
  document.addEventListener("htmx:timeout", (event) => { if (ours(event)) wait(ours(event)); });
  document.addEventListener("htmx:responseError", (event) => {
    const form = ours(event);
    if (form && event.detail.xhr.status === 403) renew(form);
    else if (form && ![409, 422].includes(event.detail.xhr.status)) give(form, words.failed);
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = ours(event);
    if (!form) return;
    waiting.delete(form);
    const { xhr } = event.detail;
    if (xhr.getResponseHeader("HX-Redirect")) finish(form);
    else if (pathOf(xhr.responseURL) !== pathOf(addressOf(form))) {
      event.preventDefault(); // this is the page to log in, not our form
      loggedOut(form, xhr.responseURL);
    }
  });
  // A form that is sent as a page, without htmx.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-draft]:not([hx-post])")) return;
    if (navigator.onLine === false) {
      event.preventDefault();
      return wait(form);
    }
    keep(form, false);
    write(addressOf(form), { ...read(addressOf(form)), sent: true });
  });
  // A page that was closed or reloaded while its form waited.
  document.addEventListener("draft:waiting", (event) => {
    const form = event.target;
    wait(form);
    if (navigator.onLine === false) return;
    say(form, words.back.replace("{time}", clock(event.detail.at)));
    if (document.readyState === "complete") send(form);
    else window.addEventListener("load", () => send(form), { once: true });
  });
  window.addEventListener("online", () => {
    retry();
    setTimeout(retry, SETTLE);
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") retry(); });
  setInterval(retry, AGAIN);
}
