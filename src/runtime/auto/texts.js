// Text that is about to become elements. A tag that must wait is marked where it stands: names get a word before them,
// and marks without quotes are put in. Nothing else changes, and nothing that is put in could end a value or a tag, should
// the browser ever read the text otherwise than we do.
import { LOADERS, MARKS, hold, keeper } from './hold.js';

/** A value behind its name, as browsers cut it: quotes count right behind the `=` only. */
const VALUE = `=\\s*(?:"[^"]*"|'[^']*'|(?![\\s"'])[^\\s>]*(?![^\\s>]))`;
const ATTRIBUTE = RegExp(`([^\\s/=>]+)(\\s*${VALUE})?`, 'g');

/** The rest of a tag, behind its name. */
const REST = `(?![^\\s/>])(?:[^=>]|${VALUE})*>`;

/** Elements that hold text, whatever it looks like. */
const RAW = 'script|style|textarea|title|iframe|noscript';

/** Comments; elements that hold text; tags; at the end of the text, what may yet become one of these. A `<` before anything else is text. */
const TOKENS = RegExp(
  `<!--[^]*?-->|(<(${RAW})${REST})[^]*?(?:</\\2(?![^\\s/>])|($))|(<(?!!--)[a-z/!?][^\\s/>]*${REST})|(<(?:[a-z/!?][^]*)?$)`,
  'gi',
);

/** Opening tags that may load from elsewhere. */
const LOADING = RegExp(`^<(?:${LOADERS.join('|')})\\b[^]*?(?://|&#)`, 'i');

/** The browser's own parser of text; what it makes loads nothing. */
const parser = new DOMParser();

/**
 * A tag with its marks, if it must wait.
 *
 * @param {string} tag
 * @param {string} token the tag, and the text of its element
 */
const holdTag = (tag, token) => {
  const element = LOADING.test(tag) && parser.parseFromString(token, 'text/html').querySelector(`${LOADERS}`);
  if (!element) return token;
  const before = /** @type {Element} */ (element.cloneNode());
  hold(element);
  const isNew = (/** @type {string} */ name) => element.getAttribute(name) != before.getAttribute(name);
  const marks = MARKS.filter(isNew).map((name) => ` ${name}=${element.getAttribute(name)} `);
  const held = tag.replace(ATTRIBUTE, (all, name) => (name[0] == '<' ? all + marks.join('') : isNew(name) ? keeper(before, name) + all.slice(name.length) : all));
  return held + token.slice(tag.length);
};

/**
 * Holds the tags of a text.
 *
 * @param {string} text
 * @param {(rest: string) => void} [keep] takes what has only begun at the end; else it stays
 */
const holdTags = (text, keep) =>
  text.replace(TOKENS, (token, opening, _, unended, tag = opening, begun = unended) => {
    if (!keep || begun == null) return tag ? holdTag(tag, token) : token;
    keep(token);
    return '';
  });

/** The same for what is given to the browser. @param {any} text a string or a TrustedHTML */
export const holdText = (text) => {
  const held = holdTags(`${text}`);
  return held == `${text}` ? text : held;
};

/** Whether an element holds text. @param {any} element */
export const isRaw = ({ localName }) => RegExp(`^(${RAW})$`).test(localName);

const { write } = Document.prototype;

/** What has begun at the end of what was written. */
let begun = '';

/** Gives back what has not become a whole. @param {Document} page */
export const endPieces = (page) => {
  const text = holdTags(begun);
  begun = '';
  if (text) write.call(page, text);
};

/**
 * `document.write` takes tags in pieces. What has only begun waits for the next piece, at longest until the script that
 * writes has ended: then the browser makes of it what it can.
 *
 * @param {Document} page
 * @param {string} text
 */
export const holdPiece = (page, text) => {
  let rest = '';
  const held = holdTags(begun + text, (token) => (rest = token));
  begun = '';
  write.call(page, held); // A script in it may write as well; what it begins stands before our rest.
  begun += rest;
  queueMicrotask(() => endPieces(page));
};
