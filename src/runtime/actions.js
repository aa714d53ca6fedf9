// Everything Rust can ask for, by name. `src/README.md` lists the actions; nothing here decides.
import { log, settle } from './api.js';
import { sweep, write } from './cookie.js';
import { drawing } from './draw.js';
import { isBroken, queues } from './queues.js';
import { release } from './release.js';
import { script } from './settings.js';
import { say, warn } from './warn.js';

/** Ids of the vendors whose script was loaded in this page. @type {Set<string>} */
export const running = new Set();
/** @type {Set<string>} */
const loaded = new Set();

/**
 * Inserts a script, once per page and name.
 *
 * @param {string} name
 * @param {string} url
 * @param {string} [global] what the script relies on
 */
const load = (name, url, global) => {
  if (loaded.has(name) || (global && isBroken(global))) return;
  loaded.add(name);
  const element = document.createElement('script');
  element.async = true;
  element.nonce = script.nonce;
  element.onerror = () => {
    record(name, 'failed', 'network');
    warn('script-failed', url);
  };
  element.src = url;
  document.head.append(element);
};

/** @param {string} subject @param {string} verdict @param {string} reason */
const record = (subject, verdict, reason) => void log.push([performance.now(), subject, verdict, reason]);

/** @type {Record<string, (...fields: string[]) => unknown>} */
export const actions = {
  ...queues,
  ...drawing,
  load,
  release,
  sweep,
  warn: say,
  log: record,
  run: (vendor) => running.add(vendor),
  cookie: write,
  state: (json) => settle(JSON.parse(json)),
};
