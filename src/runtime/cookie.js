// The jar: the browser's, or the page's memory where the browser refuses cookies.
import { settings } from './settings.js';
import { warn } from './warn.js';

let memory = '';

/**
 * Writes a cookie, if there is a text, and gives all cookies of the page.
 *
 * @param {string} [text]
 */
export const jar = (text) => {
  try {
    if (text) document.cookie = text;
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
  const all = values(memory || jar());
  return all.find((value) => value[0] == '0') || all[0] || '';
};

/**
 * Removes a cookie from this host and every domain above it, from this folder and every folder above it, with and without
 * a slash at the end, from the jar of this site alone too; no longer than it is there, since each write takes a millisecond
 * on a phone.
 *
 * @param {string} name
 */
export const remove = (name) => {
  const { hostname, pathname } = location;
  const domains = hostname.split('.').map((_, at, parts) => ';domain=' + parts.slice(at).join('.'));
  const folders = pathname.split('/').flatMap((_, at, parts) => ['/', ''].map((end) => ';path=' + parts.slice(0, at + 1).join('/') + end));
  for (const folder of folders) {
    if (!` ${jar()}`.includes(` ${name}=`)) return;
    for (const domain of ['', ...domains]) for (const one of ['', ';secure;partitioned']) jar(name + '=;max-age=0' + folder + domain + one);
  }
};

/**
 * Writes our cookie. Where the browser refuses it, the choice holds for this page view.
 *
 * @param {string} text
 */
export const write = (text) => {
  const [pair] = text.split(';');
  const domain = settings.domain ? ';domain=' + settings.domain : '';
  const put = () => 'samtykke=' + values(jar(text + domain + (location.protocol == 'https:' ? ';secure' : ''))) == pair;
  memory = '';
  if (put()) return;
  // An older one, of another domain or folder, is there too. Removing it takes a dozen writes.
  remove('samtykke');
  if (put()) return;
  memory = pair;
  warn('cookie-refused');
};
