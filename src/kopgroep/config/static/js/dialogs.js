// A link with data-dialog opens the dialog of that name. Without JavaScript it leads to a page.
export function open(name) {
  const dialog = document.getElementById(name);
  if (!dialog?.showModal) return false;
  if (!dialog.open) dialog.showModal();
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-dialog]");
  if (link && open(link.dataset.dialog)) event.preventDefault();
});
