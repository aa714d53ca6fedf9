// The jar: the browser's, or the page's memory where the browser refuses cookies.
import { settings } from './settings.js';

let memory = '';

/** The choice, for as long as a task lasts: each look into the jar asks another process. @type {string | undefined} */
let known;

/** Whether the browser keeps the choice beyond this page view. */
export const isKept = () => !memory;

/**
 * Writes a cookie, if there is a text, and gives all cookies of the page.
 *
 * @param {string} [text]
 */
export const jar = (text) => {
  try {
    if (text) {
      document.cookie = text;
      known = undefined;
    }
    return document.cookie;
  } catch {
    return ''; // a sandboxed frame throws SecurityError
  }
};

/** The value of every consent cookie among these cookies. @param {string} cookies */
const values = (cookies) => [...` ${cookies}`.matchAll(/ samtykke=([^; ]*)/g)].map(([, value]) => value);

/**
 * The value of the consent cookie, or the choice that could only be held in memory; empty if there is none. Of several
 * (an owner has changed the domain, or somebody wrote one for a folder) a refusal counts.
 */
export const choice = () => {
  if (known != null) return known;
  queueMicrotask(() => (known = undefined));
  const all = values(memory || jar());
  return (known = all.find((value) => value[0] == '0') || all[0] || '');
};

/**
 * Writes our cookie. Where the browser does not show it, or an older one beside it, the choice holds for this page view.
 *
 * @param {string} text
 * @returns {boolean} whether it is the only one now
 */
export const put = (text) => {
  const [pair] = text.split(';');
  const domain = settings.domain ? ';domain=' + settings.domain : '';
  const isAlone = 'samtykke=' + values(jar(text + domain + (location.protocol == 'https:' ? ';secure' : ''))) == pair;
  memory = isAlone ? '' : pair;
  return isAlone;
};
