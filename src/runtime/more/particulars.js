// What is particular to a vendor.

/** @type {any} */
const page = window;

/** Where the id says where the script lies. @type {Record<string, (id: string) => string>} */
export const addresses = {
  hubspot: (id) => `https://js${region(id)}.hs-scripts.com/{id}.js`,
  matomo: (id) => server(id) + 'matomo.js',
  posthog: (id) => `https://${cloud(id)}-assets.i.posthog.com/static/array.js`,
};

/** HubSpot's, as the end of a host's name; none is the oldest. @param {string} id */
const region = (id) => (id.includes('/') ? '-' + id.split('/')[0] : '');

/** Matomo's own folder, with a slash at its end: the id is this folder and the number of the site. @param {string} id */
const server = (id) => {
  const [, host = '', path = ''] = /^(https?:\/\/[^/]*)?(.*)/.exec(id) || [];
  return host + (path.replace(/[^/]*$/, '') || '/');
};

/** PostHog's. @param {string} id */
const cloud = (id) => (id.includes('/') ? id.split('/')[0] : 'eu');

/** The part of an id behind its slash. @param {string} id */
const key = (id) => `${id.split('/').pop()}`;

/**
 * Gives a list methods that queue their calls in it.
 *
 * @param {any} calls
 * @param {string} methods
 */
const queueMethods = (calls, methods) => {
  for (const method of methods.split(' ')) calls[method] = (/** @type {unknown[]} */ ...words) => void calls.push([method, ...words]);
};

/** Calls what has waited. @param {any} target @param {any[]} calls */
const replay = (target, calls) => {
  for (const [method, ...words] of calls.splice(0)) target?.[method]?.(...words);
};

/** Given once the script has been inserted, before it runs. @type {Record<string, (ids: string[], script: HTMLScriptElement) => unknown>} */
export const particulars = {
  /** Its script reads the site from its own element. */
  'plausible': (ids, script) => (script.dataset.domain = ids.join()),

  'fathom'([id], script) {
    const calls = page.fathom;
    queueMethods(calls, 'trackPageview trackEvent trackGoal setSite blockTrackingForMe enableTrackingForMe');
    script.dataset.site = id;
    script.onload = () => replay(page.fathom, calls);
  },

  'matomo'([id]) {
    page._paq.unshift(['setTrackerUrl', server(id) + 'matomo.php'], ['setSiteId', /\/(\d+)$/.exec(id)?.[1] || '1']);
  },

  'posthog'([id]) {
    const { posthog } = page;
    queueMethods(posthog, 'capture identify alias group reset register register_once unregister opt_in_capturing opt_out_capturing set_config onFeatureFlags getFeatureFlag isFeatureEnabled reloadFeatureFlags startSessionRecording stopSessionRecording');
    const host = `https://${cloud(id)}.i.posthog.com`;
    Object.assign(posthog, { _i: [[key(id), { 'api_host': host, 'person_profiles': 'identified_only' }, 'posthog']], __SV: 1, people: [] });
  },

  'hotjar': ([id]) => (page._hjSettings = { hjid: +id, hjsv: 6 }),

  'survicate'() {
    const calls = page._sva;
    page._sva = Object.fromEntries(Object.entries(calls).filter(([name, one]) => isNaN(+name) && typeof one != 'function'));
    queueMethods(calls, 'showSurvey setVisitorTraits destroyVisitor retarget invokeEvent');
    for (const name in calls) if (isNaN(+name) && name != 'push') page._sva[name] = calls[name];
    addEventListener('SurvicateReady', () => replay(page._sva, calls), { once: true });
  },

  'pinterest-tag'() {
    const { queue } = page.pintrk;
    queue.splice(0, Infinity, ...queue.map((/** @type {any} */ words) => [...words]));
    queue.push = (/** @type {any} */ words) => [].push.call(queue, /** @type {never} */ ([...words]));
    page.pintrk.version = '3.0';
  },

  'tiktok-pixel'(ids) {
    const { ttq } = page;
    page.TiktokAnalyticsObject = 'ttq';
    ttq.methods = 'page track identify instances debug on off once ready alias group enableCookie disableCookie holdConsent revokeConsent grantConsent'.split(' ');
    queueMethods(ttq, ttq.methods.join(' '));
    ttq.setAndDefer = (/** @type {any} */ target, /** @type {string} */ method) => queueMethods(target, method);
    ttq.instance = (/** @type {string} */ id) => ttq._i[id];
    for (const member of ['_i', '_t', '_o']) ttq[member] = {};
    for (const id of ids) {
      ttq._i[id] = Object.assign([], { _u: 'https://analytics.tiktok.com/i18n/pixel/events.js' });
      queueMethods(ttq._i[id], ttq.methods.join(' '));
      ttq._t[id] = Date.now();
      ttq._o[id] = {};
    }
  },

  'x-pixel': () => (page.twq.version = '1.1'),

  'sharpspring'([id]) {
    const [account, domain] = id.split('/');
    page._ss.unshift(['_setDomain', `https://${domain}.marketingautomation.services/net`], ['_setAccount', account], ['_trackPageView']);
  },

  /** Its loader adds a banner part that reads this list. */
  'hubspot': () => signals.hubspot(true),

  'klaviyo'() {
    const waiting = page.klaviyo;
    // Its script puts something else in place of this list.
    const push = (/** @type {any[]} */ ...calls) => (page._klOnsite ??= []).push(...calls);
    push(...waiting.splice(0));
    /** A method that gives a promise, as Klaviyo's do; a last word that is a function is called too. */
    const method = (/** @type {string} */ name) => (/** @type {any[]} */ ...words) =>
      new Promise((done) => {
        const told = typeof words[words.length - 1] == 'function' ? words.pop() : done;
        push([name, ...words, (/** @type {unknown} */ result) => (told(result), done(result))]);
      });
    page.klaviyo = new Proxy({}, { get: (_, name) => (name == 'push' ? push : method(String(name))) });
  },
};

/** Signals that are no calls of the vendor's global. @type {Record<string, (isGranted: boolean) => unknown>} */
export const signals = {
  hubspot: (isGranted) =>
    (page._hsp ??= []).push(isGranted ? ['setHubSpotConsent', { analytics: true, advertisement: true, functionality: true }] : ['revokeCookieConsent']),
};
