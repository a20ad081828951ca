// @ts-check
// Defines <versori-hub>: a frame with the hub's own document, and a private line to it.

const HUB = new URL("index.html", import.meta.url);
const LOWEST = 480;

const URLS = { "token-url": "tokenUrl", "api-url": "apiUrl", "primary-connection-url": "primaryConnectionUrl", "end-user-url": "endUserUrl", "first-view-url": "firstViewUrl" };
const TEXTS = {
  "hub-id": "hubId", "oauth2-callback-origin": "oauth2CallbackOrigin", "integration-id": "integrationId", "password-grant": "passwordGrant",
  "allowed-integrations": "allowedIntegrations", deployed: "deployed", theme: "theme", locale: "locale", preload: "preload", categories: "categories",
};
/** @type {Record<string, string>} */
const ATTRIBUTE = Object.fromEntries(Object.entries({ ...URLS, ...TEXTS }).map(([name, option]) => [option, name]));

/** What a host may set on the element: `getToken` instead of `token-url`, `getPrimaryConnection` instead of its URL. */
const FUNCTIONS = /** @type {const} */ (["getToken", "getPrimaryConnection"]);

class VersoriHub extends HTMLElement {
  static observedAttributes = [...Object.keys(URLS), ...Object.keys(TEXTS), "appearance"];

  #session = crypto.randomUUID();
  /** @type {HTMLIFrameElement | undefined} */
  #frame;
  /** @type {MessagePort | undefined} */
  #port;
  #changing = false;
  #functions = 0; // How many were given by update.
  /** @type {Record<string, any>[]} What was asked before the line was open. */
  #early = [];

  connectedCallback() {
    if (this.#frame) return;
    const frame = document.createElement("iframe");
    for (const [name, value] of [["display", "block"], ["width", "100%"], ["border", "0"], ["height", `${LOWEST}px`]])
      frame.style.setProperty(name, value);
    this.style.setProperty("display", "block");
    frame.addEventListener("load", () => this.#connect(frame));
    frame.src = HUB.href;
    this.#frame = frame;
    this.replaceChildren(frame);
    addEventListener("popstate", this.#follow);
  }

  disconnectedCallback() {
    // A move within the page disconnects and connects at once.
    queueMicrotask(() => this.isConnected || this.destroy());
  }

  /** However many options change at once, the hub hears of it once, and only if one did. */
  attributeChangedCallback() {
    if (this.#port && !this.#changing) queueMicrotask(() => this.#sendOptions());
    this.#changing = !!this.#port;
  }

  /** @param {string} integrationId Opens an integration, to connect or to manage it. */
  open(integrationId) {
    this.#send({ call: "open", data: { id: integrationId } });
  }

  /** Goes back to the list; unsent answers are asked about first. */
  close() {
    this.#send({ call: "close" });
  }

  /** Loads the list anew. */
  refresh() {
    this.#send({ call: "refresh" });
  }

  /** @param {Record<string, any>} options Attributes or functions to change, by their property names. */
  update(options) {
    for (const [name, value] of Object.entries(options)) {
      if (/** @type {readonly string[]} */ (FUNCTIONS).includes(name)) Object.assign(this, { [name]: value }).attributeChangedCallback(), (this.#functions += 1);
      else if (name === "appearance") this.setAttribute(name, JSON.stringify(value));
      else if (Object.hasOwn(ATTRIBUTE, name)) this.setAttribute(ATTRIBUTE[name], String(value));
      // Nothing else: options may come from elsewhere, and `onclick` is an attribute too.
      else if (VersoriHub.observedAttributes.includes(name)) this.setAttribute(name, String(value));
    }
  }

  /** Takes the hub out of the page, with everything that it holds. */
  destroy() {
    removeEventListener("popstate", this.#follow);
    this.#port?.close();
    this.#port = undefined;
    this.#frame?.remove();
    this.#frame = undefined;
    this.#early = [];
  }

  /** @param {HTMLIFrameElement} frame */
  #connect(frame) {
    this.#port?.close();
    this.#port = undefined;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => this.#hear(data, port1);
    frame.contentWindow?.postMessage({ type: "versori-hub:port" }, HUB.origin, [port2]);
  }

  /** @param {Record<string, any>} data @param {MessagePort} port */
  #hear(data, port) {
    if (data.hello) this.#welcome(data.hello, port);
    else if (data.title) this.#frame?.setAttribute("title", data.title);
    else if (data.height) this.#frame?.style.setProperty("height", `${Math.max(LOWEST, data.height)}px`);
    else if (data.tell) this.#tell(data.tell.type, data.tell.payload);
    else if (data.ask) this.#answer(data.ask.ask, data.ask.what);
    else if ("navigate" in data) this.#navigate(data.navigate);
    else if ("failed" in data) this.#tell("error", { type: "runtime", code: data.failed });
  }

  /** @param {string} fragment Where the address should lead; a host's own fragment is left alone. */
  #navigate(fragment) {
    if (!this.#hasRoutes || fragment === routeNow()) return;
    history.pushState(history.state, "", fragment || location.pathname + location.search);
  }

  get #hasRoutes() {
    const isFirst = document.querySelector("versori-hub") === this;
    return isFirst && this.getAttribute("deep-links") !== "off" && routeNow() !== undefined;
  }

  #follow = () => {
    if (this.#hasRoutes) this.#send({ call: "route", data: { fragment: routeNow() } });
  };

  /**
   * The line is open only now: what was asked before the options are there would be lost.
   * @param {{title: string}} hello @param {MessagePort} port
   */
  #welcome({ title }, port) {
    if (!this.#frame) return;
    this.#port = port;
    this.#frame.title = title;
    this.#sendOptions();
    for (const message of this.#early.splice(0)) this.#send(message);
  }

  /** @param {typeof FUNCTIONS[number]} name @returns {(() => Promise<unknown>) | undefined} */
  #given(name) {
    return /** @type {any} */ (this)[name];
  }

  #sendOptions() {
    this.#changing = false;
    /** @type {Record<string, any>} */
    const options = { functions: this.#functions, givesToken: !!this.#given("getToken"), givesPrimaryConnection: !!this.#given("getPrimaryConnection") };
    for (const [name, option] of Object.entries(URLS)) {
      const url = this.getAttribute(name);
      if (url) options[option] = new URL(url, document.baseURI).href;
    }
    for (const [name, option] of Object.entries(TEXTS)) options[option] = this.getAttribute(name) ?? "";
    options.locale ||= document.documentElement.lang || navigator.language;
    options.route = this.#hasRoutes ? routeNow() : "";
    options.appearance = parse(this.getAttribute("appearance"));
    this.#send({ options });
  }

  /** @param {Record<string, any>} message */
  #send(message) {
    if (this.#port) this.#port.postMessage(message);
    else this.#early.push(message);
  }

  /** @param {string} type @param {Record<string, any>} payload */
  #tell(type, payload) {
    const detail = { type, payload, sessionId: this.#session, timestamp: new Date().toISOString() };
    this.dispatchEvent(new CustomEvent(`versori-hub:${type}`, { bubbles: true, composed: true, detail }));
  }

  /** @param {number} number @param {string} what */
  async #answer(number, what) {
    const give = this.#given(what === "token" ? "getToken" : "getPrimaryConnection");
    const value = await Promise.resolve().then(() => give?.()).catch(() => null);
    this.#send({ answer: number, value: value ?? null });
  }
}

/** The part of the address that is the hub's: empty for the list, undefined if it is the host's own. */
function routeNow() {
  return !location.hash || location.hash.startsWith("#/integrations/") ? location.hash : undefined;
}

/** @param {string | null} text */
function parse(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

if (!customElements.get("versori-hub")) customElements.define("versori-hub", VersoriHub);
