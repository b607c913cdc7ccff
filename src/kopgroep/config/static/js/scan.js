// A scan saves each answer as it is given. What could not be sent is kept on this device and sent when there is a line.
const KEY = "kopgroep:scan:";
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;
const PAUSE = 1500; // milliseconds without typing
const AGAIN = 5000; // milliseconds between attempts
const PATIENCE = 20000; // milliseconds without an answer: the line is as good as gone

const INVALID = ["utrecht-form-field--invalid", "utrecht-form-fieldset--invalid", "utrecht-textbox--invalid", "utrecht-textarea--invalid"];

const holder = document.querySelector("[data-scan]");
const form = holder?.querySelector("form");
const waiting = new Set(); // questions of which the answer was not saved yet
let timer = 0;
let typing = false;
let hushed = ""; // a question of which the answer is wrong as far as it was typed
let sending = false;

const questionOf = (element) => element.closest("[data-question]");
const questions = (root = form) => [...root.querySelectorAll("[data-question]")];
const find = (code, root = form) => questions(root).find((one) => one.dataset.question === code);
const boxes = (question) => [...question.querySelectorAll(`[name="vraag-${question.dataset.question}"], [name="vraag-${question.dataset.question}.state"]`)];
const isTick = (box) => box.type === "checkbox" || box.type === "radio";
const seen = () => { try { return JSON.parse(form.elements.seen.value); } catch { return {}; } };

// How it stands, in a line that a screen reader reads out; the same words are not said twice.
function tell(state, text) {
  const line = holder.querySelector("[data-scan-status]");
  line.dataset.state = state;
  if (text && line.textContent !== text) line.textContent = text;
}

function valuesOf(question) {
  return boxes(question).filter((box) => !isTick(box) || box.checked).map((box) => [box.name, box.value]);
}

// What waits, kept on this device: per question what is filled in.
function keep(sent = false) {
  const answers = Object.fromEntries([...waiting].map((code) => [code, find(code)]).filter(([, one]) => one).map(([code, one]) => [code, valuesOf(one)]));
  try {
    if (Object.keys(answers).length) localStorage.setItem(KEY + holder.dataset.scan, JSON.stringify({ at: Date.now(), answers, sent }));
    else localStorage.removeItem(KEY + holder.dataset.scan);
  } catch {
    // Storage is off or full: saving works as it does without.
  }
}

function kept() {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(KEY)).forEach((key) => {
      const { at, sent } = JSON.parse(localStorage.getItem(key));
      // A page that was sent, and led to another one, has arrived.
      if (!(Date.now() - at < KEPT_FOR) || (sent && key !== KEY + holder.dataset.scan)) localStorage.removeItem(key);
    });
    return JSON.parse(localStorage.getItem(KEY + holder.dataset.scan));
  } catch {
    return null;
  }
}

// Boxes that stand for no answer go with no other one; ticking one undoes the rest, and the other way round.
function undoOthers(box) {
  const others = boxes(questionOf(box)).filter((one) => one !== box);
  const alone = (one) => isTick(one) && (one.value.startsWith("=") || one.hasAttribute("data-alone"));
  if (box.type === "radio") return;
  if (isTick(box) && !box.checked) return give(others);
  if (!isTick(box) && !box.value) return;
  others.filter((one) => alone(box) || alone(one)).forEach((one) => {
    if (isTick(one)) one.checked = false;
    else {
      one.dataset.typed = one.value;
      one.value = "";
    }
  });
}

// What was typed comes back when the box below it is unticked.
function give(others) {
  others.filter((one) => one.dataset.typed && !one.value).forEach((one) => { one.value = one.dataset.typed; });
}

function fault(code, text) {
  const line = find(code)?.querySelector("[data-fault]");
  if (!line) return;
  line.hidden = !text;
  line.textContent = text ?? "";
  boxes(find(code)).forEach((box) => (text ? box.setAttribute("aria-invalid", "true") : box.removeAttribute("aria-invalid")));
}

function wait(code) {
  waiting.add(code);
  tell("waiting");
  keep();
}

function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(send, milliseconds);
}

async function post(codes) {
  const before = seen();
  const body = new FormData();
  codes.map((code) => find(code)).forEach((one) => valuesOf(one).forEach(([name, value]) => body.append(name, value)));
  body.append("seen", JSON.stringify(Object.fromEntries(codes.map((code) => [code, before[code] ?? null]))));
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" }, signal: AbortSignal.timeout(PATIENCE) });
}

// The token of the form has expired: take a new one from the page.
async function renew() {
  const page = new DOMParser().parseFromString(await (await fetch(form.action)).text(), "text/html");
  const token = page.querySelector("[data-scan] [name=csrfmiddlewaretoken]")?.value;
  if (token) form.elements.csrfmiddlewaretoken.value = token;
  return Boolean(token);
}

async function send() {
  clearTimeout(timer);
  const codes = [...waiting].filter((code) => find(code));
  if (sending || !codes.length) return;
  sending = true;
  tell("saving");
  const told = stand(codes);
  let next = 0;
  try {
    let answer = await post(codes);
    if (answer.status === 403 && await renew()) answer = await post(codes);
    if (answer.redirected) return location.assign(answer.url); // it was finished meanwhile
    if ([404, 410].includes(answer.status)) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    take(codes, await answer.json(), told);
  } catch {
    tell("unsaved", holder.dataset.unsaved);
    next = AGAIN;
  }
  sending = false;
  if (waiting.size) later(next);
}

const stand = (codes) => JSON.stringify(codes.map((code) => find(code)).map((one) => one && valuesOf(one)));

function take(codes, { faults, page }, told) {
  if (stand(codes) === told) codes.forEach((code) => waiting.delete(code));
  keep();
  // Who is still typing is not told yet that it is wrong.
  const writing = typing ? questionOf(document.activeElement)?.dataset.question : "";
  hushed = faults[writing] ? writing : "";
  codes.forEach((code) => fault(code, code === hushed ? "" : faults[code]));
  const more = merge(new DOMParser().parseFromString(page, "text/html"), codes.filter((code) => !faults[code]));
  const wrong = codes.find((code) => faults[code] && code !== hushed);
  if (wrong) tell("wrong", `${holder.dataset.look} ${faults[wrong]}`);
  else if (hushed) tell("typing");
  else tell("saved", more ? `${holder.dataset.saved}. ${holder.dataset.more}` : holder.dataset.saved);
}

// Questions that come up or go away, how far it is, and what was known when each was drawn. What stands there stays.
function merge(page, saved) {
  const fresh = questions(page);
  const known = JSON.parse(page.querySelector("[data-scan] [name=seen]").value);
  const here = seen();
  questions().filter((one) => !find(one.dataset.question, page)).forEach((one) => {
    delete here[one.dataset.question];
    waiting.delete(one.dataset.question);
    one.remove();
  });
  let previous = null;
  let more = 0;
  fresh.forEach((one) => {
    const code = one.dataset.question;
    const mine = find(code);
    if (mine) previous = mine;
    else {
      const made = document.importNode(one, true);
      if (previous) previous.after(made);
      else form.querySelector("[data-scan-questions]").prepend(made);
      previous = made;
      here[code] = known[code];
      more += 1;
    }
  });
  saved.filter((code) => code in known).forEach((code) => {
    here[code] = known[code];
    const mine = find(code);
    mine.querySelector(".kg-question__known")?.remove();
    mine.classList.remove("kg-question--known");
    mine.querySelector(".utrecht-form-field-error-message")?.remove();
    INVALID.forEach((name) => [mine, ...mine.querySelectorAll(`.${name}`)].forEach((one) => one.classList.remove(name)));
  });
  form.elements.seen.value = JSON.stringify(here);
  holder.querySelector("[data-scan-progress]").replaceWith(document.importNode(page.querySelector("[data-scan-progress]"), true));
  return more;
}

function restore() {
  const earlier = kept();
  if (!earlier) return;
  Object.entries(earlier.answers).forEach(([code, values]) => {
    const question = find(code);
    if (!question) return;
    boxes(question).forEach((box) => {
      const given = values.filter(([name]) => name === box.name).map(([, value]) => value);
      if (isTick(box)) box.checked = given.includes(box.value);
      else box.value = given[0] ?? "";
    });
    waiting.add(code);
  });
  if (!waiting.size) return keep();
  const time = new Date(earlier.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  send().then(() => { if (!waiting.size) tell("saved", holder.dataset.back.replace("{time}", time)); });
}

if (form) {
  form.addEventListener("input", (event) => {
    const question = questionOf(event.target);
    if (!question || !boxes(question).includes(event.target)) return;
    undoOthers(event.target);
    wait(question.dataset.question);
    typing = !isTick(event.target);
    later(typing ? PAUSE : 0);
  });
  form.addEventListener("change", (event) => {
    const code = questionOf(event.target)?.dataset.question;
    typing = false;
    if (!code || (!waiting.has(code) && hushed !== code)) return;
    wait(code);
    later(0);
  });
  // The page is sent whole: what waits goes along with it.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    keep(true);
    if (navigator.onLine !== false) return;
    event.preventDefault();
    tell("unsaved", holder.dataset.unsaved);
  });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && waiting.size) later(0); });
  restore();
}
