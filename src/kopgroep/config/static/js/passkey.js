// Shows the buttons that need a passkey where the browser knows passkeys, and says it in words when one fails.
if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-passkey]").forEach((button) => { button.hidden = false })
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault()
  document.getElementById("passkey-trouble").hidden = false
})
