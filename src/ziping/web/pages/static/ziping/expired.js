// Signing in gave this browser another token than the page was made with: the form takes the one of now.
const form = document.querySelector("[data-again]");

form.addEventListener("submit", () => {
  const token = document.cookie.split("; ").find((it) => it.startsWith("csrftoken="));
  if (token) form.elements.csrfmiddlewaretoken.value = token.slice("csrftoken=".length);
});
