// Tells the owner of tags in the page whose vendor is managed by an id as well: what they do, no choice of ours decides.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/** Looks once, since an observer would cost every visitor. */
export const look = () => {
  for (const vendor in inside.settings) {
    const start = inside.catalogue[vendor]?.[3]?.split(/[?{]/)[0]; // Of SharpSpring's address, which differs from its host on, nothing.
    for (const tag of start?.[9] ? document.scripts : []) {
      // Ours say when they fail: `insert.js`.
      if (tag.src.includes(start) && !tag.onerror) warn('duplicate-tag', `${vendor} ${tag.outerHTML.slice(0, 99)}`);
    }
  }
};
