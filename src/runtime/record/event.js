// One answer as an event: what was asked, what was answered. No address, no browser: the reference number is all it knows of
// the visitor.
import { sha256, uuid } from './asked.js';
import { DAY, MONTHS, PURPOSES, date, months, plus, version } from './handover.js';

/** @typedef {import('./handover.js').Snapshot} Snapshot */

/**
 * @typedef {object} Event
 * @property {1} schema the version of this form
 * @property {string} id the same for the same answer, from whichever tab it comes
 * @property {string} previous id of the event before; empty for the first one that this browser knows
 * @property {string} time
 * @property {'given' | 'partial' | 'refused' | 'changed' | 'withdrawn' | 'renewed'} type
 * @property {import('./how.js').How['how']} how
 * @property {string} layer where: `first`, `settings`, `declaration` (the cookie page) or `page` (a button of the owner's)
 * @property {string} reference
 * @property {string} host
 * @property {string} path
 * @property {Record<string, boolean>} purposes
 * @property {Record<string, boolean>} vendors every vendor that was named, and whether it may run
 * @property {string} answered the day
 * @property {string} until the day on which the visitor may be asked again
 * @property {number} revision
 * @property {import('./asked.js').Asked & { version: string }} asked
 */

/**
 * An answer: yes or no to each purpose, and to each vendor that was asked about.
 *
 * @typedef {{ purposes: Record<string, boolean>, vendors: Record<string, boolean> }} Answer
 */

/** @param {Snapshot} consent @returns {Answer} */
export const answer = ({ vendors, ...consent }) => ({
  purposes: Object.fromEntries(PURPOSES.map((purpose) => [purpose, consent[purpose]])),
  vendors: { ...vendors },
});

/** By the bits in the catalogue; who needs no consent has no purpose here. @type {Record<number, string>} */
const KINDS = { 1: 'functional', 2: 'statistics', 4: 'marketing' };

/** What each managed vendor is for. @param {Record<string, any[]>} catalogue @returns {Record<string, string>} */
export const kinds = (catalogue) =>
  Object.fromEntries(Object.entries(catalogue).map(([id, [, kind]]) => [id, KINDS[kind & 7] || '']));

/** What was accepted: purposes, and vendors that differ from theirs, both ways. @param {Answer} answer @param {Record<string, string>} kinds */
const words = ({ purposes, vendors }, kinds) => {
  const differs = (/** @type {string} */ id) => kinds[id] && vendors[id] != purposes[kinds[id]];
  const exceptions = Object.keys(vendors).filter(differs).sort();
  return [...PURPOSES.filter((purpose) => purposes[purpose]), ...exceptions.map((id) => (vendors[id] ? '+' : '-') + id)];
};

/** Whether a word accepts. @param {string} word */
const accepts = (word) => word[0] != '-';

/** What makes an answer another one. @param {Snapshot} consent @param {Record<string, string>} kinds */
export const choice = (consent, kinds) =>
  [consent.day, consent.revision, consent.reference, ...words(answer(consent), kinds)].join('.');

/** The day from which the visitor may be asked again. @param {Snapshot} consent @param {import('./handover.js').Handover} handover */
export const until = (consent, { settings, catalogue }) => {
  const isYes = words(answer(consent), kinds(catalogue)).some(accepts);
  return plus(Number(consent.day), isYes ? months(settings) : Math.max(months(settings), MONTHS));
};

/**
 * @param {Answer | undefined} before the answer before, if there was one
 * @param {Answer} now
 * @param {Record<string, string>} kinds
 * @returns {Event['type']}
 */
export const typeOf = (before, now, kinds) => {
  const said = words(now, kinds);
  if (!before) return PURPOSES.every((purpose) => said.includes(purpose)) ? 'given' : said.some(accepts) ? 'partial' : 'refused';
  const former = words(before, kinds);
  if (former.some(accepts) && !said.some(accepts)) return 'withdrawn';
  return `${former}` == `${said}` ? 'renewed' : 'changed';
};

/**
 * @param {Snapshot} consent
 * @param {{ choice: string, type: Event['type'], how: import('./how.js').How, previous: string, until: Date, asked: import('./asked.js').Asked }} from
 * @returns {Promise<Event>}
 */
export const make = async (consent, { choice, type, how, previous, until, asked }) => ({
  schema: 1,
  id: uuid(await sha256(`${previous} ${choice}`)),
  previous,
  time: new Date().toISOString(),
  type,
  ...how,
  reference: consent.reference,
  host: location.host,
  path: location.pathname,
  ...answer(consent),
  answered: date(new Date(Number(consent.day) * DAY)),
  until: date(until),
  revision: consent.revision,
  asked: { ...asked, version: version() },
});
