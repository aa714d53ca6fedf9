// The jar: the browser's, or the page's memory where the browser refuses cookies.
import { warn } from './warn.js';

let memory = '';

const stored = () => {
  try {
    return document.cookie;
  } catch {
    return ''; // a sandboxed frame throws SecurityError
  }
};

/** All cookies as in `document.cookie`; a choice that could only be held in memory comes first. */
export const cookies = () => (memory ? `${memory}; ${stored()}` : stored());

/** The text of our cookie, for noticing that another tab wrote it. */
export const choice = () => /(^|; )samtykke=([^;]*)/.exec(cookies())?.[2] || '';

/**
 * Writes our cookie. Where the browser refuses it, the choice holds for this page view.
 *
 * @param {string} text
 */
export const write = (text) => {
  const [pair] = text.split(';');
  memory = '';
  put(location.protocol == 'https:' ? `${text};secure` : text);
  if (`; ${stored()};`.includes(`; ${pair};`)) return;
  memory = pair;
  warn('cookie-refused', 'the choice holds for this page view only');
};

/**
 * Expires a cookie on this host and on every domain above it.
 *
 * @param {string} name
 */
export const sweep = (name) => {
  const parts = location.hostname.split('.');
  put(`${name}=;path=/;max-age=0`);
  parts.forEach((_, at) => put(`${name}=;path=/;max-age=0;domain=${parts.slice(at).join('.')}`));
};

/** @param {string} text */
const put = (text) => {
  try {
    document.cookie = text;
  } catch {
    // Cookies are denied; `write` finds out by reading.
  }
};
