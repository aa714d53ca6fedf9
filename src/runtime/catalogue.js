// Vendors that are managed from an id alone.

/**
 * What we know of a vendor:
 * its name as a visitor reads it;
 * what it is for (functional 1, statistics 2, marketing 4), 8 more if it pings without cookies while consent is denied, 32
 * more if its script goes on whatever it is told;
 * an id: all of its ids have the same form;
 * names of cookies and of keys in local storage that it writes on the site, `*` stands for any rest;
 * the address of its script, `{id}` stands for the first id;
 * its global, and if that is a function, the names of its queue and of the handler that the script puts beside it;
 * the calls that begin with it, for each id;
 * the calls of its own consent signal: granted, denied.
 *
 * @typedef {[
 *   name: string, kind: number, example: string, leftovers: string, script: string, global: string, calls?: string,
 *   grant?: string, revoke?: string,
 * ]} Vendor
 */

const GOOGLE = 'https://www.googletagmanager.com/';
const GTAG = GOOGLE + 'gtag/js?id={id}';

/** In the order in which their tags are released; no other name is known. @type {Record<string, Vendor>} */
export const catalogue = {
  // @ts-expect-error A prototype is no vendor.
  __proto__: null,
  'google-analytics': ['Google Analytics', 10, 'G-ABC123DEF4', '_ga _ga_* _gid _gat* _gac_* _dc_gtm_*', GTAG, 'gtag'],
  'google-ads': ['Google Ads', 12, 'AW-123456789', '_gcl_* FPGCLAW FPGCLGB FPAU', GTAG, 'gtag'],
  'google-floodlight': ['Google Floodlight', 12, 'DC-1234567', '_gcl_*', GTAG, 'gtag'],
  'google-tag-manager': ['Google Tag Manager', 4, 'GTM-ABC1234', '', GOOGLE + 'gtm.js?id={id}', 'gtag'],
  meta: [
    'Meta (Facebook)',
    4,
    '123456789012345',
    '_fbp _fbc lastExternalReferrer* topicsLastReferenceTime multiFbc',
    'https://connect.facebook.net/en_US/fbevents.js',
    'fbq queue callMethod',
    'init {id}|track PageView',
    'consent grant',
    'consent revoke',
  ],
  linkedin: [
    'LinkedIn',
    36,
    '1234567',
    'li_fat_id li_giant li_adsId* ln_or lastExternalReferrer*',
    'https://snap.licdn.com/li.lms-analytics/insight.min.js',
    'lintrk q',
  ],
  'microsoft-uet': ['Microsoft Advertising', 4, '12345678', '_uet*', 'https://bat.bing.com/bat.js', 'uetq'],
  'microsoft-clarity': [
    'Microsoft Clarity',
    2,
    'abcdefghij1',
    '_clck _clsk _cltk',
    'https://www.clarity.ms/tag/{id}',
    'clarity q',
    '',
    'consentv2 {"ad_Storage":"granted","analytics_Storage":"granted"}',
    'consentv2 {"ad_Storage":"denied","analytics_Storage":"denied"}',
  ],
  sharpspring: [
    'SharpSpring',
    36,
    'koi-3ABC/KOI-4ABCDE',
    '__ss __ss_referrer __ss_tk',
    'https://{id}.marketingautomation.services/client/ss.js',
    '_ss',
  ],
};
