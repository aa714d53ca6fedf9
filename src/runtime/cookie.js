// The jar: the browser's, or the page's memory where the browser refuses cookies.
import { settings } from './settings.js';
import { warn } from './warn.js';

let memory = '';

/**
 * Writes a cookie, if there is a text, and gives all cookies of the page.
 *
 * @param {string} [text]
 */
const jar = (text) => {
  try {
    if (text) document.cookie = text;
    return document.cookie;
  } catch {
    return ''; // a sandboxed frame throws SecurityError
  }
};

/** The value of the consent cookie, or the choice that could only be held in memory; empty if there is none. */
export const choice = () => / samtykke=([^; ]*)/.exec(` ${memory || jar()}`)?.[1] || '';

/**
 * Writes our cookie. Where the browser refuses it, the choice holds for this page view.
 *
 * @param {string} text
 */
export const write = (text) => {
  const [pair] = text.split(';');
  const domain = settings.domain ? ';domain=' + settings.domain : '';
  const cookies = jar(text + domain + (location.protocol == 'https:' ? ';secure' : ''));
  memory = `; ${cookies};`.includes(`; ${pair};`) ? '' : pair;
  if (memory) warn('cookie-refused', 'the choice holds for this page view');
};

/**
 * Removes cookies on this host and on every domain above it, and keys of the local storage.
 *
 * @param {string} patterns names parted by spaces; `*` at the end stands for any rest
 */
export const sweep = (patterns) => {
  if (!patterns) return;
  const known = new RegExp(`^(${patterns.replace(/\*/g, '.*').replace(/ /g, '|')})$`);
  const hosts = location.hostname.split('.').map((_, at, parts) => ';domain=' + parts.slice(at).join('.'));
  for (const name of jar().split('; ').map((cookie) => cookie.split('=')[0]).filter((one) => known.test(one))) {
    for (const host of ['', ...hosts]) jar(name + '=;path=/;max-age=0' + host);
  }
  try {
    for (const key of Object.keys(localStorage).filter((one) => known.test(one))) localStorage.removeItem(key);
  } catch {
    // A browser that refuses storage has none to remove.
  }
};
