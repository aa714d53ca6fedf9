// The vendors' globals: consent commands, queues that stand for a vendor until its script has loaded, and calls.
import { warn } from './warn.js';

/** @type {any} */
const page = window;

/** Globals that we could not use, and that no script may rely on. @type {Set<string>} */
const broken = new Set();

/**
 * The list of this name; made if there is none.
 *
 * @param {string} name
 * @returns {any[]}
 * @throws {Error} when the page uses the name for something else
 */
const list = (name) => {
  page[name] ??= [];
  if (typeof page[name].push == 'function') return page[name];
  broken.add(name);
  throw new Error(`${name} is not an array: nothing that relies on it is loaded`);
};

/** Google reads real `arguments` objects only; arrays are ignored. */
const command = function () {
  return arguments;
};

/** @param {string} text a field of a recipe */
const argument = (text) =>
  text[0] == '{' ? JSON.parse(text) : text == '@now' ? new Date() : text == 'true' ? true : text;

/**
 * A function that queues calls until the vendor's script puts its own handler beside the queue.
 *
 * @param {string} queue
 * @param {string} handler
 */
const stub = (queue, handler) => {
  /** @type {any} */
  const call = function () {
    if (call[handler]) call[handler].apply(call, arguments);
    else call[queue].push(arguments);
  };
  call[queue] = [];
  call.push = call;
  call.loaded = true;
  return call;
};

export const queues = {
  /** @param {string} name @param {string} what @param {string} signals */
  consent(name, what, signals) {
    const target = list(name);
    const parts = ['consent', what, JSON.parse(signals)];
    const entries = name == 'dataLayer' ? [command(...parts)] : parts;
    if (what == 'update' || !Array.isArray(target)) return void target.push(...entries);
    if (page.google_tag_manager) warn('default-late', 'a Google tag ran before samtykke.js; put our tag first');
    target.unshift(...entries);
  },

  /** @param {string} name @param {string[]} fields */
  command: (name, ...fields) => void list(name).push(command(...fields.map(argument))),

  /** @param {string} name @param {string} value */
  push: (name, value) => void list(name).push(argument(value)),

  /** @param {string} name @param {string} value */
  assign: (name, value) => (page[name] = value),

  /** @param {string} name @param {string} queue @param {string} handler @param {string} version @param {string} alias */
  stub(name, queue, handler, version, alias) {
    const call = (page[name] ??= stub(queue, handler));
    if (version) call.version ??= version;
    if (alias) page[alias] ??= call;
    if (call[queue]) delete call[queue].push;
  },

  /** @param {string} name @param {string[]} fields */
  call: (name, ...fields) => void page[name](...fields.map(argument)),

  /** Lets a queue's calls pass on to a list. @param {string} name @param {string} queue @param {string} handler @param {string} target */
  drain(name, queue, handler, target) {
    const call = page[name];
    if (!call[queue]) return;
    call[handler] = function () {
      list(target).push(arguments);
    };
    call[queue].splice(0).forEach((/** @type {IArguments} */ entry) => list(target).push(entry));
  },

  /** Empties a queue and keeps it empty. @param {string} name @param {string} queue @param {string} handler */
  forget(name, queue, handler) {
    const call = page[name];
    if (!call[queue]) return;
    delete call[handler];
    call[queue].length = 0;
    call[queue].push = () => 0;
  },
};

/** Whether a script that relies on this global would miss what we told it. @param {string} name */
export const isBroken = (name) => broken.has(name);
