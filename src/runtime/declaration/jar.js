// What lies in the visitor's browser for this site, and how it is removed.

/** @typedef {import('../record/receipt.js').Item} Item */

/** @param {() => string[]} names where the browser refuses storage, there are none */
const attempt = (names) => {
  try {
    return names();
  } catch {
    return [];
  }
};

const cookies = () => attempt(() => document.cookie.split('; ').map((one) => one.split('=')[0]).filter(Boolean));

const keys = () => attempt(() => [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage)));

/** The names that are there now, by kind. */
export const present = () => ({ cookie: [...new Set(cookies())], storage: [...new Set(keys())] });

/** Whether a pattern means a name: `*` at its end stands for any rest. @param {string} pattern @param {string} name */
export const fits = (pattern, name) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name == pattern);

/**
 * Removes a cookie from this host and every domain above it, from this folder and every folder above it, or a key; tells whether
 * it is gone. A script reaches neither another site's cookies nor those a server keeps for itself.
 *
 * @param {Item['kind']} kind
 * @param {string} name
 */
export const remove = (kind, name) => {
  if (kind == 'cookie') expire(name);
  else attempt(() => [localStorage, sessionStorage].flatMap((storage) => (storage.removeItem(name), [])));
  return !present()[kind].includes(name);
};

/** @param {string} name */
const expire = (name) => {
  const { hostname, pathname, protocol } = location;
  const domains = hostname.split('.').map((_, at, parts) => `;domain=${parts.slice(at).join('.')}`);
  const parts = pathname.split('/');
  const folders = parts.flatMap((_, at) => [parts.slice(0, at + 1).join('/'), `${parts.slice(0, at).join('/')}/`]);
  // A cookie with the prefix `__Secure-` or `__Host-`, or in a partition, is only reached with the same words.
  const kinds = protocol == 'https:' ? [';secure', ';secure;samesite=none;partitioned'] : [''];
  for (const path of new Set(folders)) {
    for (const domain of ['', ...domains]) {
      for (const kind of kinds) attempt(() => [(document.cookie = `${name}=;max-age=0;path=${path || '/'}${domain}${kind}`)]);
    }
  }
};
