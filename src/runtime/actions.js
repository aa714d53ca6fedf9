// Everything Rust can ask for, by name. `src/README.md` lists the actions; nothing here decides.
import { announce, settle } from './api.js';
import { write } from './cookie.js';
import { drawing } from './draw.js';
import { consent } from './queues.js';
import { vendors } from './vendors.js';
import { say } from './warn.js';

/** @type {Record<string, (...words: string[]) => unknown>} */
export const actions = {
  ...vendors,
  ...drawing,
  announce,
  consent,
  cookie: write,
  state: settle,
  warn: (...words) => say(words.join(' ')),
};
