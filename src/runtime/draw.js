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
let node;
/** Whether what had the focus has gone. */
let lostFocus = false;
/** @type {CSSStyleSheet | undefined} */
let sheet;

/** Declarations become important inside a layer of their own, so that no style of the page can reach the dialog. */
const style = () => {
  sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer samtykke{${STYLES.replace(/[^{}](?=[;}])/g, '$&!important')}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};

/** Puts the host into the page, as soon as there is a body. */
const mount = () => {
  if (!document.body) requestAnimationFrame(mount);
  else if (!host.isConnected) document.body.prepend(host);
};

/** @param {string} tag @param {string[]} words */
const leaf = (tag, ...words) => {
  const element = document.createElement(tag);
  element.append(words.join(' '));
  node.append(element);
  return element;
};

/** What Rust can ask to be drawn. @type {Record<string, (...words: string[]) => unknown>} */
export const drawing = {
  draw(layer, tag) {
    drawing.hide(layer);
    layers[layer] = node = document.createElement(tag);
    node.dataset.samtykkeLayer = layer;
  },

  open: (tag) => (node = leaf(tag)),

  close: () => (node = /** @type {HTMLElement} */ (node.parentElement)),

  set: (name, value) => node.setAttribute(name, value),

  text: (...words) => node.append(words.join(' ')),

  leaf,

  /** A real button that carries the public hook. */
  button(control, ...words) {
    const button = leaf('button', ...words);
    button.setAttribute('type', 'button');
    button.dataset.samtykke = control;
  },

  show(layer, layout) {
    if (!sheet) style();
    if (layout) host.dataset.layout = layout;
    host.append(status, layers[layer]);
    mount();
    if (lostFocus) layers[layer].focus({ preventScroll: true });
    lostFocus = false;
  },

  modal(layer) {
    drawing.show(layer);
    /** @type {HTMLDialogElement} */ (layers[layer]).showModal();
  },

  /** Removes a layer; a dialog first gives the focus back to what opened it. */
  hide(layer) {
    const element = /** @type {HTMLDialogElement | undefined} */ (layers[layer]);
    if (!element) return;
    lostFocus ||= element.contains(document.activeElement);
    element.close?.();
    element.remove();
    lostFocus &&= document.activeElement == document.body;
  },

  say(...words) {
    status.value = words.join(' ');
  },
};
