// Everything Rust can ask for, by name (but `for` and `paint`, which belong to the turn itself: `gate.js`).
import { write } from './cookie.js';
import { layers } from './draw.js';
import { marked } from './marked.js';
import { consent } from './queues.js';
import { reload } from './reload.js';
import { announce, settle } from './state.js';
import { vendors } from './vendors.js';
import { say } from './warn.js';

/** @type {Record<string, (...words: string[]) => unknown>} */
export const actions = {
  ...vendors,
  ...layers,
  ...marked,
  announce,
  consent,
  cookie: write,
  reload,
  state: settle,
  warn: (...words) => say(words.join(' ')),
};
