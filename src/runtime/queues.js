// The vendors' globals: lists that take commands, and queues that stand for a vendor until its script has loaded.
import { choice } from './cookie.js';
import { settings } from './settings.js';
import { warn } from './warn.js';

/** @type {any} */
const page = window;

/** Globals that we once could not use: what relies on them has missed what we told it. @type {Set<string>} */
const broken = new Set();

/**
 * A list that also takes calls of any method, as lists of name and words, and gives itself: what stands for a vendor's
 * object until its script has loaded.
 *
 * @returns {any[]}
 */
const standIn = () =>
  new Proxy(/** @type {any[]} */ ([]), {
    get: (calls, /** @type {any} */ method, self) => calls[method] ?? ((/** @type {unknown[]} */ ...words) => (calls.push([method, ...words]), self)),
  });

/**
 * @param {string} name
 * @param {boolean} isUsable
 * @throws when the page uses, or used, the name for something else: the owner has been told, so nothing more is to be said
 */
const demand = (name, isUsable) => {
  if (!isUsable && !broken.has(name)) {
    broken.add(name);
    warn('name-taken', name);
  }
  if (broken.has(name)) throw null;
};

/**
 * The list of this name; made if there is none.
 *
 * @param {string} name
 * @param {boolean} [takesMethods] whether the one that is made does
 * @returns {any[]}
 * @throws where the name is taken
 */
export const list = (name, takesMethods) => {
  page[name] ??= takesMethods ? standIn() : [];
  demand(name, !!page[name].push?.call);
  return page[name];
};

/** Google reads real `arguments` objects only; arrays are ignored. @type {(...words: unknown[]) => IArguments} */
const command = function () {
  return arguments;
};

/** @param {string} name @param {unknown[]} words */
export const tell = (name, ...words) => void list(name).push(command(...words));

/** What Google was told last, by type. @type {Record<string, string>} */
export let told = {};

/** Google's tags wait for who has not answered, milliseconds. */
const patience = () => !choice() && settings['wait-for-update'] && { 'wait_for_update': +settings['wait-for-update'] };

/**
 * Sends a consent command to Google's `dataLayer` and Microsoft's `uetq`. A default goes in front of all that waits, and
 * with it what holds for all of Google's tags, whoever placed them.
 *
 * @param {string} what `default`, `update`, or `region`: another default for the regions that the owner names
 * @param {string[]} signals `+` (granted) or `-` (denied) each, in the order of `core/signals.rs`
 */
export const consent = (what, ...signals) => {
  const [ads, analytics, others, uet] = signals.map((sign) => (sign == '+' ? 'granted' : 'denied'));
  const states = {
    ad_storage: ads,
    ad_user_data: ads,
    ad_personalization: ads,
    analytics_storage: analytics,
    functionality_storage: others,
    personalization_storage: others,
    security_storage: others,
  };
  if (what == 'region') return tell('dataLayer', 'consent', 'default', { ...states, 'region': settings['opt-out-regions'].split(/[\s,]+/) });
  told = states;
  const isRead = page.google_tag_manager; // What stands in front is not heard any more, nor is a default.
  if (what == 'update' || isRead) tell('dataLayer', 'consent', 'update', states);
  if (what != 'update') {
    if (isRead) warn('default-late', document.querySelector('script[src*=googletagmanager]')?.outerHTML);
    inFront(
      'dataLayer',
      command('consent', what, { ...states, ...patience() }),
      command('set', 'ads_data_redaction', true), // takes click ids out of pings while ad_storage is denied
      command('set', { cookie_expires: 604800 }), // seconds: seven days
    );
    if (settings['url-passthrough'] == 'true') tell('dataLayer', 'set', 'url_passthrough', true);
    keep();
  }
  const entries = ['consent', what, { ad_storage: uet }];
  if (what == 'update') list('uetq').push(...entries);
  else inFront('uetq', ...entries);
};

/** @param {string} name @param {unknown[]} entries */
const inFront = (name, ...entries) => {
  const target = list(name);
  target[Array.isArray(target) ? 'unshift' : 'push'](...entries);
};

/** A page may put a new `dataLayer` in place of the old one: what was said in the old one goes in front. */
const keep = () => {
  let layer = page.dataLayer;
  Object.defineProperty(page, 'dataLayer', {
    configurable: true,
    enumerable: true,
    get: () => layer,
    set(next) {
      if (Array.isArray(next) && next != layer) next.unshift(...layer);
      layer = next;
    },
  });
};

/**
 * Makes a function that queues its calls until the vendor's script puts a handler beside the queue, unless the page has
 * one already. Opens a queue that was shut by `forget`.
 *
 * @param {string} name
 * @param {string} queue
 * @param {string} handler
 * @throws where the name is taken
 */
export const stub = (name, queue, handler) => {
  const call = (page[name] ??= function () {
    if (call[handler]) call[handler].apply(call, arguments);
    else call[queue].push(arguments);
  });
  demand(name, !!call.call);
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
  list(target).push(...(call[queue] || []).splice(0)); // The page may have put a function of its own in place of ours.
};
