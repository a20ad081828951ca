// The callback page: tells its opener what the provider said, once it is greeted.

const SLOW_MS = 5000;
const manner = document.body.dataset.manner;

/** @param {MessageEvent} event */
function answer(event) {
  const message = { type: "response", payload: { search: location.search } };
  window.opener.postMessage(message, { targetOrigin: event.origin });
}

/** @param {MessageEvent} event */
function greeted(event) {
  const isGreeting = event.data?.type === "hello" && typeof event.data.payload?.state === "string";
  if (!isGreeting || !window.opener || event.source !== window.opener) return;
  window.removeEventListener("message", greeted);
  setTimeout(() => {
    answer(event);
    if (manner === "twice") answer(event);
    window.close();
  }, manner === "slow" ? SLOW_MS : 0);
}

if (manner === "closing") window.close();
else if (manner !== "silent") window.addEventListener("message", greeted);
