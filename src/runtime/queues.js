// The vendors' globals: lists that take commands, and queues that stand for a vendor until its script has loaded.
import { warn } from './warn.js';

/** @type {any} */
const page = window;

/** Globals that we once could not use: what relies on them has missed what we told it. @type {Set<string>} */
const broken = new Set();

/**
 * The list of this name; made if there is none.
 *
 * @param {string} name
 * @returns {any[]}
 * @throws {Error} when the page uses, or used, the name for something else
 */
export const list = (name) => {
  page[name] ??= [];
  if (typeof page[name].push != 'function') broken.add(name);
  if (broken.has(name)) throw new Error(name + ' is not an array');
  return page[name];
};

/** Google reads real `arguments` objects only; arrays are ignored. @type {(...words: unknown[]) => IArguments} */
const command = function () {
  return arguments;
};

/** @param {string} name @param {unknown[]} words */
export const tell = (name, ...words) => void list(name).push(command(...words));

/**
 * Sends a consent command to Google's `dataLayer` or Microsoft's `uetq`. A default goes in front of all that waits.
 *
 * @param {string} name
 * @param {string} what `default` or `update`
 * @param {string[]} signals comma-parted types with a `+` (granted) or `-` (denied) before them
 */
export const consent = (name, what, ...signals) => {
  const target = list(name);
  const states = Object.fromEntries(
    signals.flatMap((types) => types.slice(1).split(',').map((type) => [type, types[0] == '+' ? 'granted' : 'denied'])),
  );
  const entries = name == 'uetq' ? ['consent', what, states] : [command('consent', what, states)];
  if (what == 'update' || !Array.isArray(target)) return void target.push(...entries);
  if (page.google_tag_manager) warn('default-late', 'put samtykke.js before every Google tag');
  target.unshift(...entries);
};

/**
 * Makes a function that queues its calls until the vendor's script puts a handler beside the queue, unless the page has
 * one already. Opens a queue that was shut by `forget`.
 *
 * @param {string} name
 * @param {string} queue
 * @param {string} handler
 */
export const stub = (name, queue, handler) => {
  const call = (page[name] ??= function () {
    if (call[handler]) call[handler].apply(call, arguments);
    else call[queue].push(arguments);
  });
  delete (call[queue] ??= []).push;
};

/**
 * Lets a queue's calls pass on to a list, first those that waited.
 *
 * @param {string} name
 * @param {string} queue
 * @param {string} handler
 * @param {string} target
 */
export const drain = (name, queue, handler, target) => {
  const call = page[name];
  call[handler] = function () {
    list(target).push(arguments);
  };
  list(target).push(...call[queue].splice(0));
};

/** Empties a queue and keeps it empty. @param {string} name @param {string} queue @param {string} handler */
export const forget = (name, queue, handler) => {
  const call = page[name];
  delete call[handler];
  call[queue].length = 0;
  call[queue].push = () => 0;
};
