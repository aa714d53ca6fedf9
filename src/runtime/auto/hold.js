// Marks a tag whose address must wait, as an owner marks it by hand.
import { isGranted } from './choice.js';
import { owner } from './vendors.js';

const script = /** @type {HTMLScriptElement} */ (document.currentScript);

/** Origins that the owner lets through: `data-allow="https://cdn.example wss://chat.example"`. */
const allowed = `${script?.dataset.allow}`.split(/[\s,]+/);

/** The site's own hosts: this one and those below it. */
const site = '.' + location.hostname.replace(/^www\./, '');

/** Elements that load something by themselves. */
export const LOADERS = 'script img iframe source video audio embed object input image link'.split(' ');
/** Their attributes with addresses. */
export const ATTRIBUTES = 'src srcset href data poster srcdoc'.split(' ');

/** The marks of a held tag. The third lets the inspector tell it from what the owner has marked. */
export const MARKS = ['type', 'data-samtykke-purpose', 'data-samtykke-auto', 'data-samtykke-vendor'];
const [TYPE, PURPOSE, AUTO, VENDOR] = MARKS;

/** Links that load; others only tell, such as which address is the canonical one. */
const LOADING_LINK = /stylesheet|pre|icon/;

/** Scripts that are lists of addresses: import maps and speculation rules. */
const LISTS = /map$|rules$/;

/** All addresses that stand in a text. */
const QUOTED = /["'`=(]((?:https?:)?\/\/[^"'`\s>)]+)/g;

/** Those that a script imports; the word alone, or an address alone, says nothing. */
const IMPORTED = /(?:^|[^.\w$])(?:im|ex)port\b(?:[\s\w$*{},]*\bfrom\b)?(?:[\s(]|\/\*[^]*?\*\/)*["'`]((?:https?:)?\/\/[^"'`\s]+)/g;

/**
 * Who must be allowed before this address may be asked.
 *
 * @param {unknown} address
 * @param {string} [purpose] what the owner has said it is for
 * @param {boolean} [isFrame]
 * @returns {import('./vendors.js').Owner | undefined} nothing if it need not wait
 */
export const holder = (address, purpose, isFrame) => {
  let url;
  try {
    url = new URL(`${address}`, document.baseURI);
  } catch {
    return;
  }
  const isOwn = ('.' + url.hostname).endsWith(site) || allowed.includes(url.origin);
  if (isOwn || !/^(http|ws)/.test(url.protocol)) return;
  const { purpose: known, vendor } = owner(url);
  purpose ||= known;
  return isGranted(purpose, vendor, isFrame) ? undefined : { purpose, vendor };
};

/** @param {string} text */
const inside = (text, form = QUOTED) => [...text.matchAll(form)].map(([, address]) => address);

/** The addresses in an attribute: several, if it is a frame's text or a set. @param {string} name @param {string} value */
const addresses = (name, value) => (name == 'srcdoc' ? inside(value) : name == 'srcset' ? value.split(/[\s,]+/) : [value]);

/** Whether a script runs or is followed; not if it is data, or held already. @param {any} element */
const isActive = ({ type }) => !type || /module|map|rules|(java|ecma)script/i.test(type);

/** @param {Element} element */
const isLoading = (element) => {
  const { localName } = element;
  if (localName == 'script') return isActive(element);
  return LOADERS.includes(localName) && (localName != 'link' || LOADING_LINK.test(`${element.getAttribute('rel')}`));
};

/**
 * Of the element itself: `dataset` would also give what the page has put on `Object.prototype`.
 *
 * @param {Element} element
 * @param {string[]} all addresses
 */
const ownerOf = (element, all) =>
  all.map((address) => holder(address, element.getAttribute(PURPOSE) || '', element.localName == 'iframe')).find(Boolean);

/**
 * The attribute that keeps another one's value meanwhile. Where the page has its own, such as the `data-src` of a picture that
 * shows its real address late, that one stays as it is.
 *
 * @param {Element} element
 * @param {string} name
 */
export const keeper = (element, name) => (element.getAttribute('data-' + name) ? 'data-samtykke-' : 'data-') + name;

/**
 * @param {Element} element
 * @param {import('./vendors.js').Owner} found
 */
const mark = (element, { purpose, vendor }) => {
  element.setAttribute(PURPOSE, purpose);
  element.setAttribute(AUTO, 'true');
  if (vendor) element.setAttribute(VENDOR, vendor);
  if (element.localName != 'script') return;
  const { type } = /** @type {HTMLScriptElement} */ (element);
  if (type && !/script/i.test(type)) element.setAttribute('data-type', type);
  element.setAttribute(TYPE, 'text/plain');
};

/**
 * Holds the attribute that is about to be set, if it must wait.
 *
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} whether it must not be set: another one keeps it
 */
export const guard = (element, name, value) => {
  if (!ATTRIBUTES.includes(name) || !isLoading(element)) return false;
  const found = ownerOf(element, addresses(name, `${value}`));
  if (!found) return false;
  mark(element, found);
  const isMoved = element.localName != 'script'; // which is inert by its type
  if (isMoved) element.setAttribute(keeper(element, name), `${value}`);
  return isMoved;
};

/** Holds what an element already has; any other node is left alone. @param {any} element */
export const hold = (element) => {
  if (!LOADERS.includes(element?.localName)) return;
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (value && guard(element, name, value)) element.removeAttribute(name);
  }
  // An import cannot be patched, nor can rules; all other inline code is left to the patches, so that the queues it
  // makes for its vendor are there for the page.
  const { localName, text, type } = element;
  if (localName != 'script' || !isActive(element)) return;
  const found = ownerOf(element, inside(text, LISTS.test(type) ? QUOTED : IMPORTED));
  if (found) mark(element, found);
};

/** The same for all of a tree that is about to be inserted. @param {any} node */
export const holdTree = (node) => {
  hold(node);
  node?.querySelectorAll?.(`${LOADERS}`).forEach(hold);
};
