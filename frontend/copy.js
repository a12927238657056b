// A button with data-copy takes the text of the field it names to the clipboard; without a script it stays hidden.
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-copy]"))) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.copy ?? ""));
  const words = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done ?? "";
      setTimeout(() => (button.textContent = words), 2000);
    } catch {
      field.focus();
      field.select();
    }
  });
}
