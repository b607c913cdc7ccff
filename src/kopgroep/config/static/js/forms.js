// After a refused form the summary of errors gets the focus, so that it is read out and its links are near.
function focusSummary(root) {
  root.querySelector("[data-focus]")?.focus();
}

// A link in the summary leads into the field itself, not only to its place on the page.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".kg-error-summary a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  const inside = field.matches("fieldset") ? field.querySelector("input:not([type=hidden])") : field;
  field.closest("details")?.setAttribute("open", "");
  (field.closest(".kg-field") ?? field).scrollIntoView({ block: "start" });
  (inside ?? field).focus();
});

// Who types on after a clash means to keep his or her own words.
document.addEventListener("input", (event) => {
  const mine = event.target.name?.startsWith("keep_") ? null : event.target.closest(".kg-field")?.querySelector(".kg-clash [value=mine]");
  if (mine) mine.checked = true;
});

document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
// An answer 409 or 422 carries the form with its errors: show it.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
focusSummary(document);

// A double click sends a form once. Else its second half reads that somebody changed this, which was the first half.
const TWICE = 1000; // milliseconds: longer than a double click, shorter than looking and sending again
const sentAt = new WeakMap();
export const mayBeSentAgain = (form) => sentAt.delete(form); // not a hand that clicked twice, but the page itself
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (event.timeStamp - (sentAt.get(form) ?? -Infinity) < TWICE) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else sentAt.set(form, event.timeStamp);
}, true);
