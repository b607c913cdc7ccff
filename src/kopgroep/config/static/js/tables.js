// A table that does not fit a small screen moves inside its frame; then the keyboard must be able to reach that frame.
const frames = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)));

function reach(frame) {
  if (frame.scrollWidth > frame.clientWidth) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", frame.querySelector("caption")?.textContent ?? "");
  } else {
    frame.removeAttribute("tabindex");
    frame.removeAttribute("role");
    frame.removeAttribute("aria-label");
  }
}

document.querySelectorAll(".kg-table").forEach((frame) => frames.observe(frame));
