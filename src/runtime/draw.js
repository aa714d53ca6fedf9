// Builds what Rust describes: elements with attributes and text nodes, never HTML.

/** The dialog's style sheet, minified; put in when the file is packed. */
const STYLES = 'samtykke:styles';

/** The host element. Its id lets scanners find the banner in every language. */
export const host = document.createElement('samtykke-banner');
host.id = 'samtykke-consent';

const status = document.createElement('output');

/** @type {Record<string, HTMLElement>} */
const layers = {};
/** The element that is open. @type {HTMLElement} */
let node = host;
let lostFocus = false;
let styled = false;

/** Declarations become important inside a layer of their own, so that no style of the page can reach the dialog. */
const style = () => {
  styled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer samtykke{${STYLES.replace(/(:[^:{};]+)(?=[;}])/g, '$1!important')}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};

/** Puts the host into the page, as soon as there is a body. */
const mount = () => {
  if (host.isConnected) return;
  if (!styled) style();
  if (document.body) document.body.prepend(host);
  else new MutationObserver((_, observer) => document.body && (observer.disconnect(), mount())).observe(document, { childList: true, subtree: true });
};

export const drawing = {
  /** @param {string} layer @param {string} tag @param {string} layout @param {string} language */
  draw(layer, tag, layout, language) {
    drawing.hide(layer);
    host.dataset.layout = layout;
    host.lang = language;
    node = layers[layer] = document.createElement(tag);
    node.dataset.samtykkeLayer = layer;
  },

  /** @param {string} tag */
  open(tag) {
    node = node.appendChild(document.createElement(tag));
  },

  close() {
    node = node.parentElement || host;
  },

  /** @param {string} name @param {string} value */
  set: (name, value) => node.setAttribute(name, value),

  /** @param {string} text */
  text: (text) => node.append(text),

  /** @param {string} layer */
  show(layer) {
    host.append(status, layers[layer]);
    mount();
    if (lostFocus) layers[layer].focus({ preventScroll: true });
    lostFocus = false;
  },

  /** @param {string} layer */
  modal(layer) {
    lostFocus = false;
    drawing.show(layer);
    /** @type {HTMLDialogElement} */ (layers[layer]).showModal();
  },

  /** Removes a layer; a dialog first gives the focus back to what opened it. @param {string} layer */
  hide(layer) {
    const element = layers[layer];
    if (!element?.isConnected) return;
    lostFocus ||= element.contains(document.activeElement);
    if (element instanceof HTMLDialogElement) element.close();
    element.remove();
    if (document.activeElement && document.activeElement != document.body) lostFocus = false;
  },

  /** @param {string} text */
  say: (text) => (status.value = text),
};
