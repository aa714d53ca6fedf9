// The jar: the browser's, or the page's memory where the browser refuses cookies.
import { settings } from './settings.js';
import { warn } from './warn.js';

let memory = '';

const stored = () => {
  try {
    return document.cookie;
  } catch {
    return ''; // a sandboxed frame throws SecurityError
  }
};

/** The value of the consent cookie, or the choice that could only be held in memory; empty if there is none. */
export const choice = () => / samtykke=([^;]*)/.exec(` ${memory || stored()}`)?.[1] || '';

/**
 * Writes our cookie. Where the browser refuses it, the choice holds for this page view.
 *
 * @param {string} text
 */
export const write = (text) => {
  const [pair] = text.split(';');
  memory = '';
  const domain = settings.domain ? ';domain=' + settings.domain : '';
  put(text + domain + (location.protocol == 'https:' ? ';secure' : ''));
  if (`; ${stored()};`.includes(`; ${pair};`)) return;
  memory = pair;
  warn('cookie-refused', 'the choice holds for this page view only');
};

/**
 * Expires cookies on this host and on every domain above it.
 *
 * @param {string} patterns names parted by spaces; `*` at the end stands for any rest
 */
export const sweep = (patterns) => {
  const known = new RegExp(`^(${patterns.replace(/\*/g, '.*').replace(/ /g, '|')})$`);
  const hosts = location.hostname.split('.').map((_, at, parts) => ';domain=' + parts.slice(at).join('.'));
  for (const [name] of stored().split('; ').map((cookie) => cookie.split('='))) {
    if (known.test(name)) ['', ...hosts].forEach((host) => put(`${name}=;path=/;max-age=0${host}`));
  }
};

/** @param {string} text */
const put = (text) => {
  try {
    document.cookie = text;
  } catch {
    // Cookies are denied; `write` finds out by reading.
  }
};
