// How each managed vendor's tag is inserted. Rust decides whether; ids have been checked by then. The facts come from
// the vendors' documentation and from runs of their real scripts.
import { sweep } from './cookie.js';
import { insert } from './insert.js';
import { drain, forget, list, stub, tell } from './queues.js';
import { settings } from './settings.js';

/** @type {any} */
const page = window;
let googleBegan = false;
let googleRuns = false;

/**
 * @typedef {object} Tag
 * @property {string} name as a visitor reads it
 * @property {number} kind statistics 2, marketing 4; 8 more if it pings without cookies while consent is denied
 * @property {string} example an id of this vendor; all of its ids have the same form
 * @property {(ids: string[]) => void} queue makes the queue that stands for the vendor until its script has loaded
 * @property {() => void} forget empties the queue and keeps it empty
 * @property {(ids: string[]) => string} run says what the script needs to know, gives the script's address
 * @property {() => void} [grant] the vendor's own signal for a yes after a no
 * @property {() => void} [revoke] the vendor's own signal for a withdrawal
 * @property {string} cookies names of cookies and of keys in local storage that it writes on the site; `*` stands for any rest
 */

/**
 * Google's tags share gtag.js, which reads commands from `dataLayer` as `arguments` objects, strictly in order. The
 * page's own calls of `gtag` wait in a queue of their own until some Google tag may run.
 *
 * @param {Pick<Tag, 'name' | 'kind' | 'example' | 'cookies'>} facts
 * @returns {Tag}
 */
const google = (facts) => ({
  ...facts,
  queue() {
    stub('gtag', 'queue', 'send');
    if (googleBegan) return;
    googleBegan = true;
    tell('dataLayer', 'js', new Date());
    tell('dataLayer', 'set', 'ads_data_redaction', true); // takes click ids out of pings while ad_storage is denied
    tell('dataLayer', 'set', { cookie_expires: 604800 }); // seconds: seven days, for Analytics and Ads alike
  },
  // Other Google tags of this turn may still want the queue.
  forget: () => queueMicrotask(() => googleRuns || forget('gtag', 'queue', 'send')),
  run(ids) {
    googleRuns = true;
    ids.forEach((id) => tell('dataLayer', 'config', id));
    drain('gtag', 'queue', 'send', 'dataLayer');
    return 'https://www.googletagmanager.com/gtag/js?id=' + ids[0];
  },
});

/** @type {Record<string, Tag>} */
const tags = {
  'google-analytics': google({ name: 'Google Analytics', kind: 10, example: 'G-ABC123DEF4', cookies: '_ga _ga_* _gid _gat* _gac_* _dc_gtm_*' }),

  'google-ads': google({ name: 'Google Ads', kind: 12, example: 'AW-123456789', cookies: '_gcl_* FPGCLAW FPGCLGB FPAU' }),

  // fbevents.js takes over the queue through callMethod. `consent revoke` stops its hits but leaves its cookies.
  meta: {
    name: 'Meta (Facebook)',
    kind: 4,
    example: '123456789012345',
    cookies: '_fbp _fbc',
    queue(ids) {
      stub('fbq', 'queue', 'callMethod');
      page._fbq ??= Object.assign(page.fbq, { push: page.fbq, loaded: true, version: '2.0' });
      ids.forEach((id) => page.fbq('init', id));
      page.fbq('track', 'PageView');
    },
    forget: () => forget('fbq', 'queue', 'callMethod'),
    run: () => 'https://connect.facebook.net/en_US/fbevents.js',
    grant: () => page.fbq('consent', 'grant'),
    revoke: () => page.fbq('consent', 'revoke'),
  },

  // Reads the ids as it starts, then what waits in lintrk.q; knows no consent call.
  linkedin: {
    name: 'LinkedIn',
    kind: 4,
    example: '1234567',
    cookies: 'li_fat_id li_giant li_adsId* lastExternalReferrer*',
    queue: () => stub('lintrk', 'q', ''),
    forget: () => forget('lintrk', 'q', ''),
    run(ids) {
      [page._linkedin_partner_id] = ids;
      list('_linkedin_data_partner_ids').push(...ids);
      return 'https://snap.licdn.com/li.lms-analytics/insight.min.js';
    },
  },
};

/** The scripts that this page has loaded. @type {Set<string>} */
const loaded = new Set();

/** The vendors that run in this page. @type {Set<string>} */
const running = new Set();

/** An id of this vendor; empty if there is no such vendor. @param {string} vendor */
export const example = (vendor) => tags[vendor]?.example || '';

/** A vendor's name as a visitor reads it. @param {string} vendor */
export const name = (vendor) => tags[vendor]?.name;

/** The vendors that the owner has named, as `core/vendor.rs` reads them. */
export const configured = () =>
  Object.keys(tags)
    .filter((vendor) => settings[vendor])
    .map((vendor) => `${tags[vendor].kind + (running.has(vendor) ? 16 : 0)} ${vendor}`)
    .join(' ');

/** @param {string} vendor */
const ids = (vendor) => settings[vendor].split(/[\s,]+/);

/** What Rust can ask for a vendor. @type {Record<string, (vendor: string) => void>} */
export const vendors = {
  queue: (vendor) => tags[vendor].queue(ids(vendor)),
  forget: (vendor) => tags[vendor].forget(),
  grant: (vendor) => tags[vendor].grant?.(),
  revoke: (vendor) => tags[vendor].revoke?.(),
  sweep: (vendor) => sweep(tags[vendor].cookies),
  /** Vendors may share a script: it is inserted once per page. */
  run(vendor) {
    running.add(vendor);
    const url = tags[vendor].run(ids(vendor));
    const [address] = url.split('?');
    if (!loaded.has(address)) insert(url, vendor);
    loaded.add(address);
  },
};
