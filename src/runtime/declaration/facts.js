// What the declaration tells, gathered from the owner's settings and the catalogue.
import { kinds } from '../record/event.js';
import { MONTHS, PURPOSES, months } from '../record/handover.js';
import { AUTHORITIES } from './authorities.js';

/** @typedef {import('../record/handover.js').Handover} Handover */
/** @typedef {import('../record/receipt.js').Item} Item */
/** @typedef {import('../record/receipt.js').Service} Service */
/** @typedef {import('../record/receipt.js').Purpose} Purpose */
/** @typedef {import('../record/receipt.js').Controller} Controller */

/** The fields of each group of settings. @type {Record<string, string[]>} */
const FIELDS = {
  controllers: ['name', 'number', 'address', 'country', 'contact', 'email', 'phone', 'url', 'authority', 'sites'],
  cookies: ['name', 'purpose', 'kind', 'days', 'text', 'company'],
};

/** Longer names are cut: nobody reads more, and the page stays a page. */
const LONGEST = 120;

/** @param {string} [text] */
const cut = (text) => (text && text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** The paths whose mistakes the owner has been told. @type {Set<string>} */
const named = new Set();

/**
 * The entries of a group such as `controllers.0.name`; a field that is not known, or is no address where one belongs, is
 * named to the owner.
 *
 * @param {Handover} handover
 * @param {string} group
 * @returns {Record<string, string>[]}
 */
const entries = ({ settings, warn }, group) => {
  /** @type {Map<string, Record<string, string>>} */
  const all = new Map();
  for (const path in settings) {
    const [begin, key, field = ''] = path.split('.');
    if (begin != group) continue;
    const problem = !FIELDS[group].includes(field) ? 'unknown-setting' : field == 'url' && !isAddress(settings[path]) ? 'malformed-setting' : '';
    if (problem && !named.has(path)) warn(problem, path);
    if (problem) named.add(path);
    else all.set(key, { ...all.get(key), [field]: settings[path] });
  }
  return [...all.values()].filter(({ name }) => name);
};

/** Whether an address is safe to link: what Rust checks of the settings that it knows. @param {string} [url] */
export const isAddress = (url) => {
  try {
    return !!url && /^https?:$/.test(new URL(url, document.baseURI).protocol);
  } catch {
    return false;
  }
};

/**
 * The companies that answer for this site, and the other ones of the group. One without sites answers for all.
 *
 * @param {Handover} handover
 */
export const controllers = (handover) => {
  const all = entries(handover, 'controllers').map((one) => /** @type {Controller & Record<string, string>} */ ({ authority: AUTHORITIES[one.country], ...one }));
  const isHere = ({ sites = '' }) => !sites || sites.split(/[\s,]+/).some((site) => isAt(site));
  const here = all.filter(isHere);
  return { here: here.length ? here : all, others: here.length ? all.filter((one) => !isHere(one)) : [] };
};

/** Whether this page lies at a host, or below it. @param {string} site */
const isAt = (site) => location.hostname == site || location.hostname.endsWith(`.${site}`);

/** Names of cookies or keys as the catalogue has them, with their lives. @param {any} facts @returns {Item[]} */
const items = ({ cookies = {}, storage = [] }) => [
  ...Object.keys(cookies).map((name) => ({ name, kind: /** @type {const} */ ('cookie'), days: cookies[name] })),
  ...storage.map((/** @type {string} */ name) => ({ name, kind: 'storage' })),
];

/** Names parted by spaces, of which no more is known than their longest life. @param {string} names @param {string} [days] @returns {Item[]} */
const listed = (names, days) =>
  names.split(/[\s,]+/).filter(Boolean).map((name) => ({ name, kind: 'cookie', ...(days && { days: +days }) }));

/**
 * A vendor: what the owner says of it goes before what the catalogue knows.
 *
 * @param {Handover} handover
 * @param {string} id
 * @param {any} [known] its facts in the catalogue's file
 * @returns {Service}
 */
const service = ({ settings, catalogue }, id, known) => {
  const own = (/** @type {string} */ field) => settings[`vendors.${id}.${field}`];
  const [, , , , , name, leftovers = ''] = catalogue[id] || [];
  const said = (/** @type {string} */ field) => own(field) || known?.[field];
  const text = (/** @type {string} */ field) => cut(said(field));
  return {
    id,
    name: cut(name || known?.name) || id,
    company: text('company'),
    country: text('country'),
    policy: said('policy'),
    choices: said('choices'),
    role: text('role'),
    transfer: text('transfer'),
    retention: text('retention'),
    items: known ? items(known) : listed(own('cookies') || leftovers, own('days')),
  };
};

/**
 * Every purpose with those that serve it.
 *
 * @param {Handover} handover
 * @param {any} facts the catalogue's file; empty if it did not come
 * @param {Record<string, string>} texts
 * @returns {Purpose[]}
 */
export const purposes = (handover, facts, texts) => {
  const { settings, catalogue } = handover;
  const known = kinds(catalogue);
  const named = Object.keys(catalogue).filter((id) => settings[id]);
  const placed = (settings.services || '').split(/[\s,]+/).filter((id) => facts[id] && !named.includes(id));
  const purpose = (/** @type {string} */ id) => (named.includes(id) ? known[id] : facts[id].purpose) || 'necessary';
  return ['necessary', ...PURPOSES].map((id) => ({
    id,
    name: texts[id],
    text: texts[`${id}_text`],
    retention: cut(settings[`retention.${id}`]),
    services: [
      ...own(handover, id),
      ...[...named, ...placed].filter((vendor) => purpose(vendor) == id).map((vendor) => service(handover, vendor, facts[vendor])),
    ],
  }));
};

/** What the site itself stores, ours included. @param {Handover} handover @param {string} purpose @returns {Service[]} */
const own = (handover, purpose) => {
  const { settings } = handover;
  const name = controllers(handover).here[0]?.name || location.hostname;
  /** @type {Item[]} */
  const all = entries(handover, 'cookies')
    .filter((one) => (one.purpose || 'necessary') == purpose)
    .map(({ name, kind, days, text }) => ({ name, text, kind: kind == 'storage' ? kind : 'cookie', ...(days && { days: +days || 0 }) }));
  if (purpose == 'necessary') {
    all.unshift({ name: 'samtykke', kind: 'cookie', days: Math.ceil(Math.max(months(settings), MONTHS) * 30.66) });
    if (settings.endpoint) all.push({ name: 'samtykke-outbox', kind: 'storage' });
  }
  return all.length ? [{ id: '', name: cut(name) || '', items: all }] : [];
};
