// What is known of a vendor, for who wants to know it: fetched when a list of vendors is opened.
import { inside } from './inside.js';
import { declaration } from './texts.js';

/** @typedef {{ name?: string, company?: string, country?: string, policy?: string, cookies?: Record<string, number>, storage?: string[], keep?: string[], purpose?: string }} Facts */

/** @type {Promise<Record<string, Facts>> | undefined} */
let catalogue;

/** What the owner says of a vendor. @param {string} vendor @returns {Facts} */
const own = (vendor) => {
  const of = (/** @type {string} */ field) => inside.settings[`vendors.${vendor}.${field}`];
  const names = (of('cookies') || '').split(/[\s,]+/).filter(Boolean);
  const cookies = names.length ? Object.fromEntries(names.map((name) => [name, +(of('days') || NaN)])) : undefined;
  const said = ['name', 'company', 'country', 'policy'].filter(of).map((field) => [field, of(field)]);
  return { ...Object.fromEntries(said), ...(cookies && { cookies }) };
};

/** A country's name in the visitor's language; its code where that is not known. @param {string} code */
const country = (code) => new Intl.DisplayNames([inside.host.lang, 'en'], { type: 'region' }).of(code);

/** A life in the visitor's language. @param {number} days */
const life = (days) => {
  const [count, unit] = days < 0.04 ? [days * 24 * 60, 'minute'] : days < 1 ? [days * 24, 'hour'] : [days, 'day'];
  const format = new Intl.NumberFormat([inside.host.lang, 'en'], { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 });
  return format.format(count);
};

/** @param {string} tag @param {string} textContent @param {object} [properties] */
export const element = (tag, textContent, properties) => Object.assign(document.createElement(tag), { textContent, ...properties });

/** A name that no language's direction turns round. @param {string} text */
const name = (text) => element('bdi', text);

/** Arabic has a comma of its own. */
const comma = () => (inside.host.lang == 'ar' ? '، ' : ', ');

/** @param {string} session what is said of a life that ends with the browser's @returns {(cookie: [string, number]) => (string | Element)[]} of a name and days, if these are known */
const cookieAndLife = (session) => ([cookie, days]) => [comma(), name(cookie), days >= 0 ? ` (${days ? life(days) : session})` : ''];

/** @param {Element} place @param {Facts} facts @param {Record<string, string>} words */
const show = (place, { company, country: code, policy, cookies = {} }, { session = '' }) => {
  const who = company ? [comma(), name(company), code ? comma() + country(code) : ''] : [];
  for (const parts of [who, Object.entries(cookies).flatMap(cookieAndLife(session))]) {
    if (!parts.length) continue;
    const line = element('p', '');
    line.append(...parts.slice(1));
    place.append(line);
  }
  if (policy) place.append(element('a', inside.text('policy'), { href: policy }));
};

/** Those of all vendors; nothing where they cannot be had. */
export const allFacts = () => (catalogue ??= inside.json(inside.beside('catalogue.json'), 30_000).catch(() => ({})));

/** @param {string} vendor @returns {Promise<Facts>} */
export const factsOf = async (vendor) => ({ ...(await allFacts())[vendor], ...own(vendor) });

/** Shows it below the vendor drawn last, once somebody wants to see who that is. @param {string} vendor */
export const facts = (vendor) => {
  const place = [...inside.known.settings.querySelectorAll('details div')].pop();
  const tell = () => Promise.all([factsOf(vendor), declaration()]).then(([known, words]) => place && show(place, known, words));
  place?.closest('details')?.addEventListener('toggle', tell, { once: true });
};
