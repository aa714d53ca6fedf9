// Tells the owner of tags in the page whose vendor is managed by an id as well: what they do, no choice of ours decides.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/** What an address of this vendor's script holds, whatever the id is. @param {string} script */
const fixed = (script) =>
  script
    .replace(/^https:|\?.*/g, '')
    .split('{id}')
    .sort((one, other) => other.length - one.length)[0];

/** Tags that the owner has been told of: Google's vendors share a script. @type {WeakSet<Element>} */
const named = new WeakSet();

/** Looks once, since an observer would cost every visitor. */
export const look = () => {
  for (const [vendor, row] of Object.entries(inside.catalogue)) {
    if (!inside.settings[vendor] || !row[3]) continue;
    for (const tag of document.querySelectorAll(`script[src*="${CSS.escape(fixed(row[3]))}"]`)) {
      const isOurs = /** @type {HTMLScriptElement} */ (tag).onerror; // as `insert.js` makes them
      if (!isOurs && !named.has(tag)) warn('duplicate-tag', `${vendor} ${tag.outerHTML.slice(0, 99)}`);
      named.add(tag);
    }
  }
};
