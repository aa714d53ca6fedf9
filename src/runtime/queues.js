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

/** Google's Consent Mode types, in the order of Rust's signals; Microsoft's UET has a single one, the fourth signal. */
const TYPES = [
  ['ad_storage', 'ad_user_data', 'ad_personalization'],
  ['analytics_storage'],
  ['functionality_storage', 'personalization_storage', 'security_storage'],
];

/**
 * Sends a consent command to Google's `dataLayer` and Microsoft's `uetq`. A default goes in front of all that waits.
 *
 * @param {string} what `default` or `update`
 * @param {string[]} signals `+` (granted) or `-` (denied) each
 */
export const consent = (what, ...signals) => {
  const [ads, ...others] = signals.map((sign) => (sign == '+' ? 'granted' : 'denied'));
  const states = Object.fromEntries(TYPES.flatMap((types, at) => types.map((type) => [type, [ads, ...others][at]])));
  send('uetq', what, 'consent', what, { ad_storage: others[2] });
  send('dataLayer', what, command('consent', what, states));
};

/** @param {string} name @param {string} what @param {unknown[]} entries */
const send = (name, what, ...entries) => {
  const target = list(name);
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
