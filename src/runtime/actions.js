// Everything Rust can ask for, by name (but `carry`, `cookie` and `paint`, which belong to the turn itself: `gate.js`).
// `samtykke-later.js` adds what can wait.
import { layers } from './draw.js';
import { consent } from './queues.js';
import { announce, settle } from './state.js';
import { vendors } from './vendors.js';
import { say } from './warn.js';

/** @type {Record<string, (...words: any[]) => any>} */
export const actions = {
  ...vendors,
  ...layers,
  announce,
  consent,
  state: settle,
  warn: (...words) => say(words.join(' ')),
};
