// How each managed vendor's tag is inserted. Rust decides whether; ids have been checked by then. What is particular to a
// vendor comes from its documentation and from runs of its real script.
import { catalogue } from './catalogue.js';
import { insert } from './insert.js';
import { drain, list, stub, tell } from './queues.js';
import { pairs, settings } from './settings.js';

/** @type {any} */
const page = window;

/** An id of this vendor; empty if there is no such vendor. @param {string} vendor */
export const example = (vendor) => catalogue[vendor]?.[2] || '';

/** Whether how it is managed lies in a file that has not come. @param {string} vendor */
export const isFurther = (vendor) => /** @type {any[]} */ (catalogue[vendor])?.length == 1;

/** The vendors that run in this page. @type {Set<string>} */
export const running = new Set();

/** The vendors that the owner has named, as `core/vendor.rs` reads them. */
export const configured = () =>
  Object.entries(catalogue)
    .filter(([vendor]) => settings[vendor])
    .map(([vendor, [, kind]]) => `${kind + (running.has(vendor) ? 16 : 0) + 64 * +(settings[`vendors.${vendor}.since`] || 0)} ${vendor}`)
    .join(' ');

/** The owner's ids; while the settings are not checked, as they were written. @param {string} vendor */
const ids = (vendor) => (settings[vendor] || pairs.find(([path]) => path == vendor)?.[1] || '').split(/[\s,]+/);

/** The vendors whose queues wait. @type {Set<string>} */
export const queued = new Set();

/** The vendors that the owner names, whatever is wrong with their ids. */
export const named = () => Object.keys(catalogue).filter((vendor) => ids(vendor)[0]);

/** The global's name, and those of its queue and handler if it is a function. @param {string} vendor */
export const global = (vendor) => {
  const [name, queue, handler = ''] = catalogue[vendor][0].split(' ');
  return { name, queue, handler };
};

/**
 * Calls the vendor: words parted by spaces; calls parted by `|`, one with `{id}` is made for each id.
 *
 * @param {string} vendor
 * @param {string} [calls]
 */
export const call = (vendor, calls = '') => {
  for (const one of calls.split('|').filter(Boolean)) {
    for (const id of one.includes('{id}') ? ids(vendor) : ['']) {
      page[global(vendor).name](...one.replace('{id}', id).split(' '));
    }
  }
};

let googleBegan = false;

/**
 * Google's tags share gtag.js, which reads commands from `dataLayer` as `arguments` objects, strictly in order. The
 * page's own calls of `gtag` wait in a queue of their own until some Google tag may run.
 */
const queueGoogle = () => {
  stub('gtag', 'queue', 'send');
  if (googleBegan) return;
  googleBegan = true;
  tell('dataLayer', 'js', new Date());
};

/** @param {string} vendor */
const runGoogle = (vendor) => {
  if (vendor == 'google-tag-manager') list('dataLayer').push({ 'gtm.start': Date.now(), event: 'gtm.js' });
  else ids(vendor).forEach((id) => tell('dataLayer', 'config', id));
  drain('gtag', 'queue', 'send', 'dataLayer');
};

/** What a vendor's script, which has been inserted and has not run, needs. @type {Record<string, (ids: string[], script: HTMLScriptElement) => unknown>} */
export const beginnings = {
  meta: () => (page._fbq ??= Object.assign(page.fbq, { push: page.fbq, loaded: true, version: '2.0' })),
  linkedin(ids) {
    [page._linkedin_partner_id] = ids;
    list('_linkedin_data_partner_ids').push(...ids);
  },
  'microsoft-uet'(ids, script) {
    script.onload = () => {
      // An ad blocker has put an empty one in its place.
      if (!page.UET) return script.onerror?.(script.src);
      for (const ti of ids) page.uetq = new page.UET({ ti, 'q': page.uetq, enableAutoSpaTracking: true });
      page.uetq.push('pageLoad');
    };
  },
};

/** The scripts that this page has loaded: gtag.js serves all ids at once. @type {Set<string>} */
const loaded = new Set();

/** Those whose first calls wait until they run: a function that the page has placed may send them at once. @type {Set<string>} */
const owing = new Set();

/** @param {string} vendor */
const begin = (vendor) => {
  if (global(vendor).queue) call(vendor, catalogue[vendor][4]);
};

/** What Rust can ask for a vendor. @type {Record<string, (vendor: string) => void>} */
export const vendors = {
  /** Makes the queue that stands for the vendor until its script has loaded. */
  queue(vendor) {
    if (queued.has(vendor)) return;
    const { name, queue, handler } = global(vendor);
    const isOurs = !page[name];
    if (name == 'gtag') queueGoogle();
    else if (queue) stub(name, queue, handler);
    else list(name, isFurther(vendor));
    queued.add(vendor);
    if (isOurs) begin(vendor);
    else owing.add(vendor);
  },

  /** Vendors may share a script: it is inserted once per page. */
  run(vendor) {
    vendors.queue(vendor);
    running.add(vendor);
    if (owing.delete(vendor)) begin(vendor);
    const own = ids(vendor);
    if (global(vendor).name == 'gtag') runGoogle(vendor);
    let element;
    for (const id of own) {
      const url = catalogue[vendor][3].replace('{id}', `${id.split('/').pop()}`);
      const script = url.replace(/(gtag).*/, '$1');
      if (!loaded.has(script)) element = insert(url, vendor);
      loaded.add(script);
    }
    if (element) beginnings[vendor]?.(own, element);
  },
};
