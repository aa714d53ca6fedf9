// Removes cookies, wherever they may have been written.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/**
 * Removes a cookie from this host and every domain above it, from this folder and every folder above it, with and without
 * a slash at the end, from the jar of this site alone too, and with the word that the prefix `__Secure-` demands; no longer than it is there, since each write takes a millisecond
 * on a phone.
 *
 * @param {string} name
 */
export const remove = (name) => {
  const { hostname, pathname } = location;
  const domains = hostname.split('.').map((_, at, parts) => ';domain=' + parts.slice(at).join('.'));
  const folders = pathname.split('/').flatMap((_, at, parts) => ['/', ''].map((end) => ';path=' + parts.slice(0, at + 1).join('/') + end));
  for (const folder of folders) {
    if (!` ${inside.jar()}`.includes(` ${name}=`)) return;
    for (const domain of ['', ...domains]) for (const one of ['', ';secure', ';secure;partitioned']) inside.jar(name + '=;max-age=0' + folder + domain + one);
  }
};

/**
 * Writes our cookie once more, when an older one, of another domain or folder, may have stood in its way.
 *
 * @param {string} text
 */
export const rewrite = (text) => {
  remove('samtykke');
  if (!inside.put(text)) warn('cookie-refused');
};
