// samtykke-later.js: all that can wait for the first paint. Its parts reach ours through what they are given.
import { actions } from './actions.js';
import { catalogue } from './catalogue.js';
import { choice, jar, remove } from './cookie.js';
import { host, known, style } from './draw.js';
import { EVENTS, PURPOSES, ask, attempt, fetching, follow, save } from './gate.js';
import { insert, trusted, trustedMarkup } from './insert.js';
import { part } from './parts.js';
import { list, told } from './queues.js';
import { beside, json, pairs, settings } from './settings.js';
import { consent, record } from './state.js';
import { own, text, texts, use } from './texts.js';
import { call, global, queued, running } from './vendors.js';

/** The scripts that the parser has put into the page: at this moment, none that it defers has run. @type {HTMLScriptElement[] | undefined} */
let parsed;
document.addEventListener('readystatechange', () => (parsed = [...document.scripts]), { once: true });

/** What `samtykke-later.js` is given; made when all of it is there. */
const inside = () => ({
  EVENTS, PURPOSES, actions, ask, attempt, beside, call, catalogue, choice, consent: () => consent, fetching: () => fetching, follow, global, host, insert, jar,
  json, known, list, own, pairs, parsed: () => parsed, part, queued, record, remove, running, save, settings, style, text, texts, told: () => told, trusted, trustedMarkup, use,
});

/** @typedef {ReturnType<typeof inside>} Inside */

let isHere = false;
/** What waits for it; nothing while nobody has asked for it. @type {(() => void)[] | undefined} */
let waiting;

/**
 * Does work that needs the file: at once where it is here.
 *
 * @param {() => void} work
 */
export const later = (work) => {
  if (isHere) return work();
  if (!waiting) {
    waiting = [];
    part('samtykke-later.js').then((adopt) => {
      if (!adopt) return;
      isHere = true;
      adopt(inside());
      waiting?.forEach((one) => one());
    });
  }
  waiting.push(work);
};
