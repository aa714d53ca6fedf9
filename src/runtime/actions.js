// Everything Rust can ask for, by name (but `carry` and `paint`, which belong to the turn itself: `gate.js`).
// `samtykke-later.js` adds what can wait.
import { write } from './cookie.js';
import { layers } from './draw.js';
import { consent } from './queues.js';
import { announce, record, settle } from './state.js';
import { vendors } from './vendors.js';
import { say } from './warn.js';

/** @type {Record<string, (...words: any[]) => any>} */
export const actions = {
  ...vendors,
  ...layers,
  announce,
  consent,
  cookie: write,
  log: (verdict, reason, vendor) => record(vendor, verdict, reason),
  state: settle,
  warn: (...words) => say(words.join(' ')),
};
