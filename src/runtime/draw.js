// Builds what Rust describes: elements with attributes and text nodes, never HTML.

import { settings } from './settings.js';

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

/** What Rust can ask to be drawn. @type {Record<string, (...words: string[]) => void>} */
export const drawing = {
  draw(layer, tag) {
    drawing.hide(layer);
    node = layers[layer] = document.createElement(tag);
    node.dataset.samtykkeLayer = layer;
  },

  open(tag) {
    node = node.appendChild(document.createElement(tag));
  },

  close() {
    node = node.parentElement || host;
  },

  set: (name, value) => node.setAttribute(name, value),

  text: (...words) => node.append(words.join(' ')),

  leaf(tag, ...words) {
    drawing.open(tag);
    drawing.text(...words);
    drawing.close();
  },

  /** A real button that carries the public hook. */
  button(control, ...words) {
    drawing.leaf('button', ...words);
    const button = /** @type {HTMLButtonElement} */ (node.lastChild);
    button.type = 'button';
    button.dataset.samtykke = control;
  },

  /** The link to the privacy page, where the owner has one. */
  policy(...words) {
    if (!settings.policy) return;
    drawing.text(' ');
    drawing.leaf('a', ...words);
    /** @type {HTMLAnchorElement} */ (node.lastChild).href = settings.policy;
  },

  show(layer) {
    host.dataset.layout = settings.layout || 'box';
    host.append(status, layers[layer]);
    mount();
    if (lostFocus) layers[layer].focus({ preventScroll: true });
    lostFocus = false;
  },

  modal(layer) {
    lostFocus = false;
    drawing.show(layer);
    /** @type {HTMLDialogElement} */ (layers[layer]).showModal();
  },

  /** Removes a layer; a dialog first gives the focus back to what opened it. */
  hide(layer) {
    const element = layers[layer];
    if (!element?.isConnected) return;
    lostFocus ||= element.contains(document.activeElement);
    if (element instanceof HTMLDialogElement) element.close();
    element.remove();
    if (document.activeElement && document.activeElement != document.body) lostFocus = false;
  },

  say(...words) {
    status.value = words.join(' ');
  },
};
