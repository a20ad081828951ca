// @ts-check
// The glass: shows the HTML that the worker draws, forwards what people do, talks to the host's page.
// It decides nothing and holds no words.

import { Idiomorph } from "./vendor/idiomorph.esm.js";

const SLOW_AFTER = 10_000;
const GIVE_UP_AFTER = 90_000;

/** How often the worker is asked whether it is still there, and how many times it may fail to say so. */
const BEAT = 5_000;
const SILENT_BEATS = 3;
const FIRST_VIEW_WITHIN = 5_000;

const page = document.documentElement;
page.dataset.runtime = "off";
/** What the worker runs: the hub, or what the document names. */
const program = page.dataset.program ?? "main";
const progress = /** @type {HTMLProgressElement} */ (document.getElementById("vh-progress"));

/** @type {MessagePort | undefined} */
let port;
/** @type {((message: string) => Promise<string>) | undefined} */
let dispatch;
/** @type {object[]} What was sent before the worker could hear it. */
const early = [];
/** @type {Record<string, any>[]} Commands of frames that were too old to show. */
let commands = [];
let sent = 0;
let started = false;
/** Whether it is known what the hub starts with. */
let opened = false;

// ---- the host's page ----

/** @param {string} origin */
function isHost(origin) {
  const meta = document.querySelector('meta[name="versori-hub-hosts"]');
  const hosts = (meta?.getAttribute("content") ?? "").split(/\s+/);
  return origin === location.origin || hosts.includes(origin);
}

addEventListener("message", (event) => {
  if (event.source !== parent || !isHost(event.origin) || event.data?.type !== "versori-hub:port") return;
  port?.close();
  port = event.ports[0];
  port.onmessage = ({ data }) => hear(data);
  port.postMessage({ hello: { title: document.title } });
});

/** @param {Record<string, any>} data */
function hear(data) {
  if (data.options) start(data.options);
  else if (data.call) sendEvent(data.call, data.data ?? {}, currentForm());
  else if ("answer" in data) send({ kind: "answer", ask: data.answer, value: data.value });
}

/** @param {Record<string, any>} options */
async function start(options) {
  dress(options);
  draftKey = `versori-hub:draft:${options.hubId}`;
  meetTabs(options.hubId);
  const message = { kind: "start", first: null, options: { ...options, draft: remembered() } };
  send(message);
  if (started) return;
  started = true;
  (Object.hasOwn(WHEN, options.preload) ? WHEN[options.preload] : WHEN.idle)(boot);
  message.first = options.firstViewUrl ? await firstView(options) : null;
  opened = true;
  sendEarly();
}

/**
 * The list as the host's server draws it, while Python is on its way; without it the hub asks for everything itself.
 * @param {Record<string, any>} options
 */
async function firstView(options) {
  try {
    const response = await fetch(options.firstViewUrl, {
      method: "POST", credentials: "same-origin", redirect: "error", cache: "no-store",
      headers: { "Content-Type": "application/json", "X-Requested-With": "versori-hub" },
      body: JSON.stringify({ options }), signal: AbortSignal.timeout(FIRST_VIEW_WITHIN),
    });
    const first = response.ok ? await response.json() : null;
    if (first?.view) show({ seen: sent, html: first.view, commands: [] });
    return first;
  } catch {
    return null;
  }
}

/** @param {Record<string, any>} options */
function dress({ theme, locale, appearance }) {
  page.dataset.theme = theme || "system";
  if (locale) page.lang = locale;
  for (const [name, value] of Object.entries(appearance?.variables ?? {}))
    if (name.startsWith("--vh-")) page.style.setProperty(name, String(value));
}

/** Where the session keeps the hub's draft; every hub has its own place. */
let draftKey = "versori-hub:draft";

/** @param {string} text */
function remember(text) {
  try {
    if (text) sessionStorage.setItem(draftKey, text);
    else sessionStorage.removeItem(draftKey);
  } catch {
    // Storage may be full or forbidden: then a reload starts afresh.
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(draftKey) ?? "";
  } catch {
    return "";
  }
}

// ---- the person's other tabs ----

/** @type {BroadcastChannel | undefined} What is said here is only that something has changed. */
let tabs;

/** @param {string} hubId */
function meetTabs(hubId) {
  tabs?.close();
  tabs = new BroadcastChannel(`versori-hub:${hubId}`);
  tabs.onmessage = lookAgain;
}

function lookAgain() {
  if (dispatch && !document.hidden) sendEvent("look-again", {}, null);
}

document.addEventListener("visibilitychange", lookAgain);
addEventListener("online", lookAgain);

// ---- the worker ----

/** Someone approaches the hub; it is noticed from the first moment, before the host has said what to do then. */
const interest = new Promise((resolve) => {
  for (const name of ["pointerover", "pointermove", "focusin", "touchstart"]) addEventListener(name, resolve, { once: true });
});

/** @type {Record<string, (run: () => void) => unknown>} When the Python runtime is fetched. */
const WHEN = {
  idle: (run) => requestAnimationFrame(() => setTimeout(run)),
  visible: (run) => {
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) watch.disconnect(), run();
    });
    watch.observe(document.body);
    return watch;
  },
  intent: (run) => interest.then(run),
};

async function boot() {
  if (page.dataset.runtime !== "off") return;
  page.dataset.runtime = "booting";
  const slow = setTimeout(() => (page.dataset.slow = "true"), SLOW_AFTER);
  const end = setTimeout(fail, GIVE_UP_AFTER);
  try {
    const { hooks } = await import("./pyscript/core.js");
    // Hooks whose code would travel as text are not needed, and a strict CSP refuses them.
    for (const set of Object.values(hooks.worker)) set.clear?.();
    const [{ sync }] = await Promise.all([startWorker(), checkParts()]);
    dispatch = sync.dispatch;
    page.dataset.runtime = "ready";
    sendEarly();
    watchFrames(sync.frame).catch(stop);
    watchWorker(sync.dispatch);
  } catch {
    fail();
  } finally {
    clearTimeout(slow);
    clearTimeout(end);
    delete page.dataset.slow;
  }
}

/**
 * Fetches what Python is made of, all at once, and checks it against the bundle's manifest. What is missing or
 * damaged ends the boot here; Pyodide itself would wait for ever. The worker finds the parts in the browser's cache.
 */
async function checkParts() {
  const { files, sizes } = await (await fetch("manifest.json")).json();
  const needed = new RegExp(`^(pyodide/|pyscript/core|hub\\.|${program}\\.(?!html))`);
  const parts = Object.entries(files).filter(([name]) => needed.test(name));
  progress.max = parts.reduce((sum, [name]) => sum + sizes[name], 0);
  await Promise.all(parts.map(([name, integrity]) => fetchWhole(name, integrity)));
  // All bytes are there; how long Python takes to start is not known.
  progress.removeAttribute("value");
}

/** @param {string} name @param {string} integrity */
async function fetchWhole(name, integrity) {
  const response = await fetch(name);
  if (!response.ok || !response.body) throw new Error(name);
  const body = response.body.pipeThrough(new TransformStream({ transform: measure }));
  // The browser's own integrity check would hash on the page's thread; this one does not.
  const digest = await crypto.subtle.digest("SHA-384", await new Response(body).arrayBuffer());
  if (`sha384-${base64(digest)}` === integrity) return;
  // It may be an older release that a cache has kept: the next try finds the right one.
  await fetch(name, { cache: "reload" });
  throw new Error(name);
}

/** @param {Uint8Array} chunk @param {TransformStreamDefaultController} out */
function measure(chunk, out) {
  progress.value += chunk.length;
  out.enqueue(chunk);
}

/** @param {ArrayBuffer} buffer */
function base64(buffer) {
  return btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
}

async function startWorker() {
  /** @type {HTMLScriptElement & {xworker?: any}} */
  const script = document.createElement("script");
  Object.assign(script, { type: "py", src: `${program}.py` });
  for (const [name, value] of [["worker", ""], ["name", "hub"], ["config", `${program}.json`]]) script.setAttribute(name, value);
  document.body.append(script);
  while (!script.xworker) await new Promise((resolve) => setTimeout(resolve, 10));
  // PyScript's own reporter would put a traceback, and what stands in it, into the console.
  script.xworker.onerror = stop;
  return script.xworker.ready;
}

/** @param {() => Promise<string>} next */
async function watchFrames(next) {
  for (;;) {
    const frame = JSON.parse(await next());
    if (frame.failed) return fail(frame.failed);
    show(frame);
  }
}

/**
 * A worker that has died says nothing. A page that sleeps misses many beats at once and counts one.
 * @param {(message: string) => Promise<string>} ask
 */
function watchWorker(ask) {
  let silent = 0;
  setInterval(() => {
    if (silent === SILENT_BEATS) stop();
    silent += 1;
    ask('{"kind": "beat"}').then(() => (silent = 0), stop);
  }, BEAT);
}

/** What had begun goes on no more. */
function stop() {
  if (page.dataset.runtime === "ready") page.dataset.stopped = "true";
  fail();
}

/** @param {string} [detail] */
function fail(detail = "") {
  if (page.dataset.runtime === "failed") return;
  page.dataset.runtime = "failed";
  /** @type {HTMLElement} */ (document.getElementById("vh-boot-detail")).textContent = detail;
  port?.postMessage({ failed: detail });
}

/** @param {object} message */
function send(message) {
  if (!dispatch || !opened) return void early.push(message);
  dispatch(JSON.stringify(message)).then((problem) => problem && fail(problem), stop);
}

function sendEarly() {
  if (!dispatch || !opened) return;
  delete page.dataset.asked;
  for (const message of early.splice(0)) send(message);
}

// ---- what people see ----

/** @param {{seen: number, html: string, commands: Record<string, any>[]}} frame */
function show(frame) {
  for (const command of frame.commands) {
    if (command.tell || command.ask || "navigate" in command) port?.postMessage(command);
    else if ("remember" in command) remember(command.remember);
    else commands.push(command);
  }
  // A frame that has not seen everything people did is old already; the next one is on its way.
  if (frame.seen < sent) return;
  const hadFocus = document.hasFocus() && document.activeElement !== document.body;
  Idiomorph.morph(/** @type {Element} */ (document.getElementById("vh-root")), frame.html, {
    morphStyle: "outerHTML",
    callbacks: { beforeAttributeUpdated: mayUpdate },
  });
  const { lang, dir, ariaLabel } = /** @type {HTMLElement} */ (document.getElementById("vh-root"));
  Object.assign(page, { lang, dir });
  if (ariaLabel && ariaLabel !== document.title) port?.postMessage({ title: (document.title = ariaLabel) });
  typed &&= currentForm()?.inert === false;
  for (const command of commands.splice(0)) obey(command);
  // What had the focus is gone, and nobody said where to: the title takes it.
  if (hadFocus && document.activeElement === document.body) obey({ focus: "vh-title" });
}

/**
 * What stands in an input belongs to the person who typed it.
 * @param {string} name @param {Element} element
 */
function mayUpdate(name, element) {
  if (["value", "checked", "selected", "type"].includes(name)) return !element.matches("input, textarea, option");
  return !(name === "data-shown" || (name === "aria-pressed" && element.matches("[data-reveal]")));
}

/** @param {Record<string, any>} command */
function obey({ focus, fill, announce, closeWindow, tellTabs }) {
  if (tellTabs) tabs?.postMessage("changed");
  if (closeWindow) closePopup();
  const input = /** @type {HTMLInputElement | null} */ (fill && document.getElementById(fill[0]));
  if (input) input.value = fill[1];
  if (focus) (document.getElementById(focus) ?? document.getElementById("vh-heading"))?.focus();
  if (announce) /** @type {HTMLElement} */ (document.getElementById("vh-live")).textContent = announce;
}

// ---- the provider's window ----

/** @type {{window: Window, origin: string, state?: string, timer: number, looksClosed: boolean} | undefined} */
let popup;

/** @param {DOMStringMap} data @param {HTMLFormElement | null} form */
function openPopup({ popup: url, origin = "", state, window: name }, form) {
  // A second click that comes before the next frame is about the same window.
  if (popup && popup.state === state && !popup.window.closed) return popup.window.focus();
  closePopup();
  const opened = open(url, name, "popup,width=600,height=760");
  sendEvent(opened ? "window-opened" : "window-blocked", { state }, form);
  if (opened) popup = { window: opened, origin, state, looksClosed: false, timer: setInterval(greet, 500, state) };
}

/** @param {string} state */
function greet(state) {
  if (!popup) return;
  if (!popup.window.closed) return isBlank(popup.window) || popup.window.postMessage({ type: "hello", payload: { state } }, popup.origin);
  if (popup.looksClosed) return;
  popup.looksClosed = true;
  sendEvent("window-closed", {}, currentForm());
}

/** @param {Window} window While nothing has arrived in it, the document is the hub's own: a greeting would be refused, loudly. */
function isBlank({ location }) {
  try {
    return location.href === "about:blank";
  } catch {
    return false;
  }
}

addEventListener("message", ({ origin, source, data }) => {
  if (!popup || source !== popup.window || origin !== popup.origin || data?.type !== "response") return;
  const search = data.payload?.search;
  if (typeof search === "string") sendEvent("consent-answered", { search }, currentForm());
});

function closePopup() {
  clearInterval(popup?.timer);
  popup?.window.close();
  popup = undefined;
}

addEventListener("pagehide", closePopup);

// ---- what people do ----

/**
 * @param {string} name @param {Record<string, string | undefined>} data
 * @param {HTMLFormElement | null | undefined} form @param {Record<string, unknown>} [values]
 */
function sendEvent(name, data, form, values = form ? valuesOf(form) : {}) {
  sent += 1;
  // A picture that is missing is nobody's wish.
  if (!dispatch && name !== "image-failed") page.dataset.asked = "true";
  send({ kind: "event", number: sent, at: Date.now(), name, data: { ...data }, values, mismatched: form ? mismatched(form) : [] });
}

/** @returns {HTMLFormElement | null} */
const currentForm = () => document.querySelector("form[data-event]");

/** @param {HTMLFormElement} form */
function valuesOf(form) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const input of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
    const { name, type, value, checked } = input;
    if (!name) continue;
    if (input.getAttribute("role") === "switch") values[name] = checked;
    else if (type === "checkbox") values[name] = [...(values[name] ?? []), ...(checked ? [value] : [])];
    else if (type === "radio") values[name] = checked ? value : (values[name] ?? "");
    else if (type !== "file") values[name] = value;
  }
  return values;
}

/** @param {HTMLFormElement} form */
function mismatched(form) {
  const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-patterns]")]);
  return inputs.flatMap(({ value, dataset }) =>
    /** @type {[string, string, number, string?][]} */ (JSON.parse(dataset.patterns ?? ""))
      .filter(([, ...how]) => value && !matches(value, ...how)).map(([key]) => key));
}

/** @param {string} value @param {string} pattern @param {number} longest @param {string} [ending] None if the value is JSON. */
function matches(value, pattern, longest, ending) {
  try {
    return value.length > longest || new RegExp(pattern, "u").test(ending == null ? JSON.parse(value) : value + ending);
  } catch {
    return true;
  }
}

document.addEventListener("click", ({ target }) => {
  const element = /** @type {HTMLElement} */ (target).closest("[data-event], [data-popup], [data-popup-focus], [data-reveal], [data-focus], [data-reload]");
  if (!(element instanceof HTMLElement) || element instanceof HTMLFormElement) return;
  const { event, reveal: hidden, focus } = element.dataset;
  const form = element.closest("form") ?? currentForm();
  if ("reload" in element.dataset) location.reload();
  else if (element.dataset.popup) openPopup(element.dataset, form);
  else if ("popupFocus" in element.dataset) popup?.window.focus();
  else if (hidden) reveal(element, hidden);
  else if (focus) document.getElementById(focus)?.focus();
  else if (event) {
    element.setAttribute("aria-busy", "true");
    sendEvent(event, element.dataset, form);
  }
});

/** @param {HTMLElement} button @param {string} name */
function reveal(button, name) {
  const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (document.getElementById(name));
  const pressed = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(pressed));
  if (input instanceof HTMLInputElement) input.type = pressed ? "text" : "password";
  else input.toggleAttribute("data-shown", pressed);
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.dataset.event) sendEvent(form.dataset.event, form.dataset, form);
});

document.addEventListener("input", ({ target }) => {
  const input = /** @type {HTMLInputElement} */ (target);
  if (input.dataset.input) sendEvent(input.dataset.input, {}, null, { [input.name]: input.value });
  else if (input.form && input.type !== "file") noteSoon(input.form);
});

/** Whether something was typed into the form that is shown, and not sent. */
let typed = false;
let noting = 0;

/** @param {HTMLFormElement} form */
function noteSoon(form) {
  typed = true;
  clearTimeout(noting);
  noting = setTimeout(() => form.isConnected && sendEvent("answered", {}, form), 300);
}

addEventListener("beforeunload", (event) => {
  if (page.dataset.runtime === "ready" && ((typed && currentForm()) || document.querySelector("[data-hold]"))) event.preventDefault();
});

document.addEventListener("change", ({ target }) => {
  const input = /** @type {HTMLInputElement} */ (target);
  if (input.type === "file") chooseFile(input);
  else if ("live" in input.dataset && input.form) sendEvent("answered", input.dataset, input.form);
});

/** @param {HTMLInputElement} input */
async function chooseFile({ name, files, form, dataset }) {
  const file = files?.[0];
  if (!file) return;
  /** @type {Record<string, string>} */
  const data = { name, size: String(file.size) };
  if (file.size <= Number(dataset.max)) data.content = base64(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
  sendEvent("file-chosen", data, form);
}

document.addEventListener("keydown", (event) => {
  const screen = /** @type {HTMLElement | null} */ (document.querySelector("[data-escape]"));
  if (event.key === "Escape" && screen?.dataset.escape) sendEvent(screen.dataset.escape, {}, currentForm());
});

document.addEventListener("error", ({ target }) => {
  if (!(target instanceof HTMLImageElement)) return;
  target.hidden = true;
  sendEvent("image-failed", target.dataset, null);
}, true);

new ResizeObserver(([{ target }]) => port?.postMessage({ height: Math.ceil(target.getBoundingClientRect().height) }))
  .observe(document.body);

if (page.dataset.program) start({ url: location.href });
