// The owner's own tags, marked in the page: which kinds there are, and what Rust says of each.
import { warn } from '../warn.js';
import { inside } from './inside.js';
import { include, look, release } from './release.js';

/** Decisions (`core/decide.rs`): held, since the purpose or the vendor was refused. */
const REFUSED = /^2[24]/;

/** The key of the held tags that are asked about: `purpose` or `purpose/vendor`. */
let key = '';

/**
 * Asks about every kind of marked tag in the page, once all of it is read: the parser may still be inside one.
 *
 * @param {any} [root] an open shadow root to look into as well, from now on; an event is none
 */
export const scan = (root) => {
  if (root?.host) include(root);
  if (document.readyState == 'loading') return;
  for (key of look()) {
    const [purpose, vendor] = key.split('/');
    const { EVENTS, PURPOSES, ask } = inside;
    if (PURPOSES[purpose] > 0) ask(EVENTS.found, PURPOSES[purpose], vendor);
    else warn('unknown-purpose', `data-samtykke-purpose="${purpose}"`);
  }
};

/** What Rust can ask for the marked tags; a decision is about those that are asked about. @type {Record<string, (...words: any[]) => void>} */
export const marked = {
  scan,
  /** What a vendor has left that is refused goes, on every page. */
  log(decision) {
    inside.recordDecision(decision, key);
    const [, vendor] = key.split('/');
    if (vendor && REFUSED.test(decision)) inside.actions.sweep(vendor);
  },
  release: () => release(key),
};
