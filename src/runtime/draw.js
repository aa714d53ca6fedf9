// Builds what Rust describes: elements with attributes and text nodes, never HTML.
import { isKept } from './cookie.js';
import { settings } from './settings.js';
import { host, text } from './texts.js';

export { host };

/** The dialog's style sheet, minified, until it is used; put in when the file is packed. */
let styles = 'samtykke:styles';

const status = document.createElement('output');

/** The layers that are, or were, in the page. @type {Record<string, HTMLElement>} */
export const known = {};
/** The last element of each depth. @type {Element[]} */
const parents = [];
/**
 * Adds styles. All declarations are important, and stand in a layer of their own: no style of the page can reach the dialog.
 *
 * @param {string} css minified
 */
export const style = (css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer samtykke{${css}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};

/**
 * Puts the host into the page. It stands in front of the body, not in it: a body that is moved, filtered, hidden or made
 * anew takes nothing of the question with it.
 */
export const mount = () => host.isConnected || document.documentElement.insertBefore(host, document.body);

/**
 * Makes an element: `name=value` is an attribute, `name=$setting` one with the owner's setting, `$name` a text in the
 * visitor's language.
 *
 * @param {string} tag
 * @param {string[]} words
 */
const make = (tag, ...words) => {
  const element = document.createElement(tag);
  for (const word of words) {
    const [name, value, setting] = word.split(/=(\$?)/);
    if (name[0] == '$') element.append(text(name.slice(1)));
    else element.setAttribute(name, value ? settings[setting] : setting);
  }
  return element;
};

/**
 * Draws a line of a view inside the last line that is indented less; the link to the privacy page and the logo only if there are any.
 *
 * @param {string} line
 */
export const draw = (line) => {
  const depth = line.search(/\S/) / 2;
  const [tag, ...words] = line.trim().split(' ');
  if ((tag == 'a' && !settings.policy) || (tag == 'img' && !settings.logo)) return;
  parents[depth - 1].append(' ', (parents[depth] = make(tag, ...words))); // words of two elements are two words
};

/** What Rust can ask for a layer. @type {Record<string, (...words: string[]) => void>} */
export const layers = {
  layer(layer, tag, ...words) {
    layers.hide(layer);
    known[layer] = parents[0] = make(tag, ...words);
    known[layer].dataset.samtykkeLayer = layer;
  },

  show(layer) {
    if (styles) style(styles);
    styles = '';
    host.dataset.layout = settings.layout || 'box';
    host.dataset.position = settings.position || 'start';
    host.append(status, known[layer]);
    mount();
  },

  modal(layer) {
    layers.show(layer);
    /** @type {HTMLDialogElement} */ (known[layer]).showModal();
    // Chromium gives the focus to the first control, be it a yes, and not to a dialog that asks for it; and scrolls there.
    if (layer == 'first') {
      known[layer].focus();
      known[layer].scrollTop = 0;
    }
  },

  /** Removes a layer; a dialog first gives the focus back to what opened it. */
  hide(layer) {
    const element = /** @type {HTMLDialogElement | undefined} */ (known[layer]);
    element?.close?.();
    element?.remove();
  },

  /** Screen readers tell a text that changes, in an element they have seen. */
  say(name) {
    status.value = '';
    setTimeout(() => (status.value = text(isKept() ? name : 'unsaved')), 99);
  },
};
