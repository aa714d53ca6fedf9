// @ts-check
// What the tests need done to their page, and cannot do through the crates under test.

/** @param {string} text @returns {void} */
export function setCookie(text) {
  document.cookie = text;
}

/**
 * Makes a property throw as it does in a sandboxed frame, while `during` runs.
 * @param {object} owner @param {string} name @param {() => void} during @returns {void}
 */
function denied(owner, name, during) {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const get = () => {
    throw new DOMException("denied by the test", "SecurityError");
  };
  Object.defineProperty(owner, name, { configurable: true, get });
  try {
    during();
  } finally {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  }
}

/** @param {() => void} during @returns {void} */
export function withoutCookies(during) {
  denied(document, "cookie", during);
}

/** @param {() => void} during @returns {void} */
export function withoutStorage(during) {
  denied(window, "sessionStorage", during);
}

/**
 * Lets `window.samtykke` be what the JavaScript expression gives, while `during` runs.
 * @param {string} expression @param {() => void} during @returns {void}
 */
export function withSamtykke(expression, during) {
  const page = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (window));
  page.samtykke = new Function(`return (${expression})`)();
  try {
    during();
  } finally {
    delete page.samtykke;
  }
}

/**
 * The console warnings and uncaught errors while `during` runs, one per line.
 * @param {() => void} during @returns {string}
 */
export function complaints(during) {
  const warn = console.warn;
  /** @type {string[]} */ const lines = [];
  /** @param {ErrorEvent} event */
  const uncaught = (event) => lines.push(`uncaught: ${event.message}`);
  console.warn = (...words) => void lines.push(words.join(" "));
  addEventListener("error", uncaught);
  try {
    during();
  } catch (error) {
    lines.push(`thrown: ${error}`);
  } finally {
    console.warn = warn;
    removeEventListener("error", uncaught);
  }
  return lines.join("\n");
}

/** @param {string} host @returns {ShadowRoot | null} */
function shadow(host) {
  return document.querySelector(host)?.shadowRoot ?? null;
}

/** How many elements with this name are in the page. @param {string} host @returns {number} */
export function count(host) {
  return document.querySelectorAll(host).length;
}

/** The text of an element inside a host. @param {string} host @param {string} selector @returns {string} */
export function text(host, selector) {
  return shadow(host)?.querySelector(selector)?.textContent ?? `no ${selector}`;
}

/** How many elements inside a host fit. @param {string} host @param {string} selector @returns {number} */
export function countInside(host, selector) {
  return shadow(host)?.querySelectorAll(selector).length ?? -1;
}

/** A computed style inside a host. @param {string} host @param {string} selector @param {string} property */
export function style(host, selector, property) {
  const element = shadow(host)?.querySelector(selector);
  return element ? getComputedStyle(element).getPropertyValue(property) : `no ${selector}`;
}

/** The id of what has the focus inside a host. @param {string} host @returns {string} */
export function focusInside(host) {
  return shadow(host)?.activeElement?.id ?? "nothing";
}

/** Adds a button to the page, focuses it, and takes it out after `during`. @param {() => void} during @returns {void} */
export function withFocusedButton(during) {
  const button = document.body.appendChild(document.createElement("button"));
  button.id = "before";
  button.focus();
  try {
    during();
  } finally {
    button.remove();
  }
}

/** The id of what has the focus in the page. @returns {string} */
export function focus() {
  return document.activeElement?.id ?? "nothing";
}

/** @param {string} host @param {string} selector @returns {void} */
export function click(host, selector) {
  shadow(host)?.querySelector(selector)?.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
}

/** @param {string} host @param {string} selector @param {string} key @returns {void} */
export function press(host, selector, key) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true });
  shadow(host)?.querySelector(selector)?.dispatchEvent(event);
}

/** @param {string} name @returns {void} */
export function announce(name) {
  document.dispatchEvent(new CustomEvent(name));
}

/** Asks this page's own server for something, and waits a little after the answer. @param {string} mark */
export async function request(mark) {
  await fetch(`?${mark}`).then((answer) => answer.text());
  await new Promise((done) => setTimeout(done, 300));
}
