// samtykke-later.js: all that can wait for the first paint. Its parts reach ours through what they are given.
import { actions } from './actions.js';
import { catalogue } from './catalogue.js';
import { choice, jar, put } from './cookie.js';
import { host, known, mount, style } from './draw.js';
import { EVENTS, PURPOSES, ask, attempt, employ, fetching, knownChoice } from './gate.js';
import { insert, trusted, trustedMarkup } from './insert.js';
import { part } from './parts.js';
import { list, told } from './queues.js';
import { beside, json, pairs, settings } from './settings.js';
import { consent, record, recordDecision } from './state.js';
import { own, text, texts, use } from './texts.js';
import { engine } from './turn.js';
import { call, global, queued, running } from './vendors.js';

/** The scripts that the parser has put into the page: at this moment, none that it defers has run. @type {HTMLScriptElement[] | undefined} */
let parsed;
document.addEventListener('readystatechange', () => (parsed = [...document.scripts]), { once: true });

/** What `samtykke-later.js` is given, in the order of `later/inside.js`: names would cost their bytes twice. Made when all of it is there. */
const inside = () =>
  /** @type {const} */ ([
    EVENTS, PURPOSES, actions, ask, attempt, beside, call, catalogue, choice, () => consent, employ, engine, () => fetching, global, host, insert, jar,
    json, known, () => knownChoice, list, mount, own, pairs, () => parsed, part, put, queued, record, recordDecision, running, settings, style, text, texts, () => told, trusted, trustedMarkup, use,
  ]);

/** @typedef {ReturnType<typeof inside>} Inside */

let isHere = false;
/** Settles when it is here; nothing while nobody has asked for it. @type {Promise<unknown> | undefined} */
let coming;

/**
 * Does work that needs the file: at once where it is here.
 *
 * @param {() => void} work
 */
export const later = (work) => {
  if (isHere) return work();
  coming ??= part('samtykke-later.js').then(async (adopt) => {
    await adopt?.(inside());
    isHere = !!adopt;
  });
  coming.then(() => isHere && work());
};
