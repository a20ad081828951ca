// A page of the wrong origin: forges answers, and counts the greetings that it should never hear.

const EVERY_MS = 200;
const state = new URLSearchParams(location.search).get("state") ?? "";
const forged = { type: "response", payload: { search: `?code=forged&state=${state}` } };

/** @param {string} id */
function count(id) {
  const element = /** @type {HTMLElement} */ (document.getElementById(id));
  element.textContent = String(Number(element.textContent) + 1);
}

window.addEventListener("message", (event) => {
  if (event.data?.type === "hello") count("overheard");
});

setInterval(() => {
  window.opener?.postMessage(forged, "*");
  count("sent");
}, EVERY_MS);
