// What somebody typed and did not send yet, kept in this browser: one draft for each person and address of a form.
// A shared computer: the drafts go when their person logs out, when somebody else logs in, and after seven days.
const PREFIX = "kopgroep:draft:";
const LEAVING = "kopgroep:leaving";
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;

export const words = document.getElementById("draft-words")?.dataset ?? {};
export const person = words.person ?? "";

const mine = `${PREFIX}${person}:`;

export function read(address) {
  try {
    return JSON.parse(localStorage.getItem(mine + address));
  } catch {
    return null; // storage is off, or what is in it is not ours
  }
}

export function write(address, draft) {
  try {
    localStorage.setItem(mine + address, JSON.stringify(draft));
  } catch {
    // Storage is off or full: typing and sending work as they do without drafts.
  }
}

export function drop(address) {
  try {
    localStorage.removeItem(mine + address);
  } catch {
    // Storage is off: nothing was kept.
  }
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

// Every draft of this person, as [address, draft].
export function drafts() {
  return keys().filter((key) => key.startsWith(mine)).map((key) => [key.slice(mine.length), read(key.slice(mine.length))]);
}

function isOld(key) {
  try {
    return !(Date.now() - JSON.parse(localStorage.getItem(key)).at < KEPT_FOR);
  } catch {
    return true;
  }
}

function tidy() {
  const left = !person && sessionStorage.getItem(LEAVING);
  keys().filter((key) => left || isOld(key) || (person && !key.startsWith(mine))).forEach((key) => localStorage.removeItem(key));
  sessionStorage.removeItem(LEAVING);
}

// Logging out is known to have worked only on the page after it, so that a lost connection costs no draft.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-leaving]")) sessionStorage.setItem(LEAVING, "1");
});

try {
  tidy();
} catch {
  // Storage is off.
}
