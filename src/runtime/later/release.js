// Held tags of the page: found by their marks, released in document order, each at most once.
import { warn } from '../warn.js';
import { inside } from './inside.js';
import { mark } from './embeds.js';
import { element } from './facts.js';
import { arrive } from './late.js';
import { declare } from './pages.js';
import { place } from './placeholders.js';

/** @typedef {HTMLElement & { src: string }} Tag */

/** Keys that may run now; replaced at every look at the page. @type {Set<string>} */
let allowed = new Set();
/** @type {WeakSet<Element>} */
const released = new WeakSet();
/** Tags that the owner has been told of. @type {WeakSet<Element>} */
const named = new WeakSet();
/** Frames that the visitor has shown once, and the last choice that left them there. @type {WeakMap<Element, string>} */
const shownOnce = new WeakMap();
/** Frames with a placeholder. @type {WeakSet<Element>} */
const placed = new WeakSet();
/** The scripts that the parser has put into the page, or at least those that were there when we first looked. @type {WeakSet<Element>} */
let parsed;
/** What the scripts are for that were released, `purpose/vendor`. @type {Set<string>} */
export const ranKeys = new Set();
/** Addresses of the scripts that were released. @type {Set<string>} */
const ran = new Set();
let running = false;

/** What makes an element load something; of a held one they are named `data-…`. */
const ADDRESSES = ['src', 'srcset', 'href', 'poster', 'data', 'srcdoc'];

/** A hanging tag must not hold back those behind it, milliseconds. */
const PATIENCE = 8000;

/** An inline module runs a little later and does not tell, milliseconds. */
const MODULE = 100;

/** Of the tag itself: `dataset` would also give what the page has put on `Object.prototype`. @param {Tag} tag @param {string} name */
const data = (tag, name) => tag.getAttribute('data-' + name) || '';

/** The value that a held tag keeps; `samtykke-auto.js` leaves a `data-…` of the page as it is. @param {Tag} tag @param {string} name */
const kept = (tag, name) => data(tag, 'samtykke-' + name) || data(tag, name);

/** @param {Tag} tag `purpose` or `purpose/vendor` */
const key = (tag) =>
  `${data(tag, 'samtykke-purpose')}/${data(tag, 'samtykke-vendor')}`.replace(/\s|\/$/g, '');

/** Where tags are looked for: the page, and the shadow roots that it has named, as long as they are part of it. @type {Set<Document | ShadowRoot>} */
const roots = new Set([document]);

/** Looks into this shadow root too, from now on. @param {ShadowRoot} root */
export const include = (root) => void roots.add(root);

/** All that the page may have for us: a walk through a large page takes its time, so one walk finds it all. */
const OURS = '[data-samtykke-purpose],iframe[data-samtykke-embed],samtykke-declaration';

/** The marked tags of the page as it is now. */
const marked = () => {
  for (const root of roots) if (!root.isConnected) roots.delete(root);
  const found = [...roots].flatMap((root) => [.../** @type {NodeListOf<Tag>} */ (root.querySelectorAll(OURS))]);
  for (const one of found) {
    if (one.localName == 'samtykke-declaration') declare();
    mark(one);
  }
  return found.filter((one) => one.hasAttribute('data-samtykke-purpose'));
};

/** Those that the last look has found. @type {Tag[]} */
let seen;

/** What the page's marked tags are for, `purpose` or `purpose/vendor`. */
export const keys = () => marked().map(key);

/** Those of the tags that may run and have not. @param {Tag[]} tags */
const waiting = (tags) => tags.filter((tag) => !released.has(tag) && isHeld(tag) && allowed.has(key(tag)));

/** @param {Tag} tag */
const addresses = (tag) => ADDRESSES.filter((name) => kept(tag, name));

/** Whether it is held until we release it; a tag that is only marked has run. @param {Tag} tag */
const isHeld = (tag) => (isScript(tag) ? tag.type == 'text/plain' : addresses(tag).length > 0);

/** @param {Tag} tag @returns {tag is Tag & HTMLScriptElement} */
const isScript = (tag) => tag instanceof HTMLScriptElement;

/** The keys of all tags that may still change: what was allowed is asked again. */
export const look = () => {
  seen = marked();
  parsed ??= new WeakSet(inside.parsed() || document.scripts);
  allowed = new Set();
  queueMicrotask(releaseAll); // so that all keys of the turn are known, and document order holds
  for (const tag of seen.filter((one) => !released.has(one) && !isHeld(one) && !named.has(one))) {
    named.add(tag);
    warn('not-held', tag.outerHTML.slice(0, 99));
  }
  return new Set(seen.filter((tag) => !isScript(tag) || !released.has(tag)).map(key));
};

/** Whether tags of this vendor may run now. @param {string} vendor */
export const mayRun = (vendor) => [...allowed].some((key) => key.endsWith('/' + vendor));

/** @param {string} name */
export const release = (name) => void allowed.add(name);

/** Releases one after the other; what is allowed is asked before each, since the visitor may withdraw meanwhile. */
const releaseAll = async () => {
  seen = seen.map((tag) => (released.has(tag) && !isScript(tag) && !mayStay(tag) ? takeBack(tag) : tag));
  holdPlaces();
  if (running) return;
  running = true;
  let tags = waiting(seen);
  preload(tags.filter(isScript));
  for (; tags.length; tags = waiting(marked())) {
    for (const tag of tags) if (allowed.has(key(tag)) && tag.isConnected) await releaseOne(tag);
  }
  running = false;
};

/**
 * Scripts that came by `innerHTML` never run (https://html.spec.whatwg.org/#parsing-main-inhead, "already started"), and
 * do not tell: another runs beside each that the parser has not brought, and passes its events on. The page's own stays where
 * it is: frameworks, which make their scripts in this way, take away what they have made. Those that `samtykke-auto.js`
 * holds have mostly been made by loaders, which keep hold of their node: they stay as they are.
 *
 * @param {Tag} tag
 */
const alive = (tag) => {
  if (!isScript(tag) || parsed.has(tag) || document.querySelector('[data-auto]')) return tag;
  const script = /** @type {HTMLScriptElement} */ (document.createRange().createContextualFragment(inside.trustedMarkup(tag.outerHTML)).firstChild);
  script.nonce = tag.nonce;
  for (const type of ['load', 'error']) script.addEventListener(type, () => tag.dispatchEvent(new Event(type)));
  released.add(script);
  tag.after(script);
  return script;
};

/** @param {Tag} tag */
const releaseOne = async (tag) => {
  released.add(tag);
  try {
    await run(alive(tag));
  } catch (error) {
    warn('release-failed', key(tag), error);
  }
};

/** @param {Tag} tag */
const mayStay = (tag) => {
  const [before = '0', now] = [shownOnce.get(tag), inside.choice()];
  const stays = shownOnce.has(tag) && !takesBack(before, now);
  if (stays) shownOnce.set(tag, now);
  return stays || allowed.has(key(tag));
};

/** Whether a choice takes back something of the one before, or refuses all anew. @param {string} before @param {string} now */
const takesBack = (before, now) => {
  const [had, has] = [before, now].map((choice) => parseInt(choice, 16) & 7);
  return before != now && ((had & ~has) > 0 || !(has || now.includes('.+')));
};

/** Frames that are held say so, and can be shown. */
const holdPlaces = () => {
  for (const tag of seen) {
    if (!(tag instanceof HTMLIFrameElement) || released.has(tag) || placed.has(tag) || !data(tag, 'src') || allowed.has(key(tag))) continue;
    placed.add(tag);
    place(tag, () => {
      shownOnce.set(tag, inside.choice());
      released.add(tag);
      inside.record(key(tag), 'release', 'shown-once');
      run(tag);
    });
  }
};

/**
 * Lets scripts that run one after the other download side by side.
 *
 * @param {HTMLScriptElement[]} scripts
 */
const preload = (scripts) => {
  for (const tag of scripts.length > 1 ? scripts : []) {
    const { integrity, crossOrigin, nonce } = tag; // Its own nonce or none: ours is not for everybody.
    const href = tag.src || data(tag, 'src');
    if (href && data(tag, 'type') != 'module') document.head.append(element('link', '', { rel: 'preload', as: 'script', href, integrity, crossOrigin, nonce }));
  }
};

/**
 * Gives a held tag its address. A script is put in again, the same node, so that nonce, integrity and
 * `document.currentScript` are its own; settles when the next tag may run.
 *
 * @param {Tag} tag
 */
const run = (tag) =>
  new Promise((done) => {
    const { nextSibling, parentNode } = tag;
    const src = data(tag, 'src');
    if (!isScript(tag)) {
      for (const name of addresses(tag)) tag.setAttribute(name, kept(tag, name));
      return done(0);
    }
    ranKeys.add(key(tag));
    tag.remove();
    tag.type = data(tag, 'type');
    if (src) tag.src = inside.trusted(src);
    if (tag.src && ran.has(tag.src)) warn('duplicate-tag', tag.src);
    ran.add(tag.src);
    const finish = arrive(tag, parentNode);
    const timer = setTimeout(() => {
      warn('tag-hangs', tag.src);
      end();
    }, PATIENCE);
    let hasEnded = false;
    const end = () => {
      clearTimeout(timer);
      if (!hasEnded) finish();
      hasEnded = true;
      done(0);
    };
    tag.addEventListener('load', end);
    tag.addEventListener('error', () => {
      warn('script-failed', tag.src);
      end();
    });
    parentNode?.insertBefore(tag, nextSibling);
    if (tag.hasAttribute('async')) end(); // It knows that it may come late on any page.
    else if (!tag.src) tag.type == 'module' ? setTimeout(end, MODULE) : end();
  });

/**
 * Empties a frame or an image whose consent was withdrawn. A new element: taking the address from the old one would leave
 * an entry in the history (measured in WebKit).
 *
 * @param {Tag} tag
 */
const takeBack = (tag) => {
  const held = /** @type {Tag} */ (tag.cloneNode());
  addresses(tag).forEach((name) => held.removeAttribute(name));
  tag.replaceWith(held);
  return held;
};
