// Marks a tag whose address must wait, as an owner marks it by hand.
import { isGranted } from './choice.js';
import { owner } from './vendors.js';

const script = /** @type {HTMLScriptElement} */ (document.currentScript);

/** Origins that the owner lets through: `data-allow="https://cdn.example https://images.example"`. */
const allowed = (script?.dataset.allow || '').split(/[\s,]+/);

/** The site's own hosts: this one and those below it. */
const site = '.' + location.hostname.replace(/^www\./, '');

/** Elements that load something by themselves, and their attributes with addresses. @type {Record<string, string[]>} */
export const LOADERS = {
  // @ts-expect-error: an element may be called like a member of Object.
  __proto__: null,
  script: ['src', 'href'],
  img: ['src', 'srcset'],
  iframe: ['src', 'srcdoc'],
  source: ['src', 'srcset'],
  video: ['src', 'poster'],
  audio: ['src'],
  embed: ['src'],
  object: ['data'],
  input: ['src'],
  image: ['href'],
  link: ['href'],
  'a': ['ping'],
};
export const NAMES = Object.keys(LOADERS);

/** Links that load; others only tell, such as which address is the canonical one. */
const LOADING_LINK = /stylesheet|pre|icon/;

/** The addresses that an inline script loads as they stand there. */
const IMPORTS = /\bimport\b[^;]{0,99}?["'`]((?:https?:)?\/\/[^"'`]+)/g;
/** The addresses in the text of a frame, or of rules. */
const QUOTED = /["'`=(]((?:https?:)?\/\/[^"'`\s>)]+)/g;

/**
 * Who must be allowed before this address may be asked.
 *
 * @param {unknown} address
 * @param {string} [purpose] what the owner has said it is for
 * @returns {import('./vendors.js').Owner | undefined} nothing if it need not wait
 */
export const holder = (address, purpose) => {
  let url;
  try {
    url = new URL(`${address}`, document.baseURI);
  } catch {
    return;
  }
  const isOwn = ('.' + url.hostname).endsWith(site) || allowed.includes(url.origin.replace(/^ws/, 'http'));
  if (isOwn || !/^(http|ws)s?:$/.test(url.protocol)) return;
  const found = { ...owner(url) };
  found.purpose = purpose || found.purpose;
  return isGranted(found.purpose, found.vendor) ? undefined : found;
};

/** @param {string} text @param {RegExp} form */
const inside = (text, form) => [...text.matchAll(form)].map(([, address]) => address);

/** The addresses in an attribute. @param {string} name @param {string} value */
const addresses = (name, value) => {
  if (name == 'srcdoc') return inside(value, QUOTED);
  return /srcset|ping/.test(name) ? value.split(/[\s,]+/) : [value];
};

/** The type of a script that runs or is followed; nothing for data, and for what is held already. @param {Element} element */
const activeType = (element) => /^module$|^.*rules$|(java|ecma)script/i.exec(element.getAttribute('type') || 'javascript')?.[0];

/** @param {Element} element */
const isLoading = (element) =>
  element.localName == 'script' ? activeType(element) : element.localName != 'link' || LOADING_LINK.test(`${element.getAttribute('rel')}`);

/**
 * @param {Element} element
 * @param {string[]} all addresses
 */
const ownerOf = (element, all) => {
  const { samtykkePurpose, samtykkeVendor } = /** @type {HTMLElement} */ (element).dataset;
  if (samtykkeVendor && !samtykkePurpose) return undefined; // the gate's own
  return all.map((address) => holder(address, samtykkePurpose)).find(Boolean);
};

/**
 * @param {Element} element
 * @param {import('./vendors.js').Owner} found
 */
const mark = (element, { purpose, vendor }) => {
  const { dataset } = /** @type {HTMLElement} */ (element);
  dataset.samtykkePurpose = purpose;
  if (vendor) dataset.samtykkeVendor ??= vendor;
  const type = activeType(element);
  if (element.localName != 'script' || !type) return;
  if (/^module|rules$/i.test(type)) dataset.type = type;
  element.setAttribute('type', 'text/plain');
};

/**
 * Holds the attribute that is about to be set, if it must wait.
 *
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} whether it must not be set: it stands in `data-…` now
 */
export const guard = (element, name, value) => {
  if (!LOADERS[element.localName]?.includes(name) || !isLoading(element)) return false;
  const found = ownerOf(element, addresses(name, `${value}`));
  if (!found) return false;
  mark(element, found);
  if (element.localName == 'script') return false; // inert by its type
  element.setAttribute('data-' + name, `${value}`);
  return true;
};

/** Holds what an element already has. @param {Element} element */
export const hold = (element) => {
  for (const name of LOADERS[element.localName]) {
    const value = element.getAttribute(name);
    if (value && guard(element, name, value)) element.removeAttribute(name);
  }
  const { localName, textContent } = element;
  const type = localName == 'script' && textContent && activeType(element);
  if (!type) return;
  const found = ownerOf(element, inside(textContent, /rules$/.test(type) ? QUOTED : IMPORTS));
  if (found) mark(element, found);
};

/** The same for all elements of a tree that is about to be inserted. @param {any} node */
export const holdTree = (node) => {
  if (LOADERS[node?.localName]) hold(node);
  node?.querySelectorAll?.(`${NAMES}[ping]`).forEach(hold);
};
