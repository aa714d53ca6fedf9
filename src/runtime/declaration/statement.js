// What the owner says of the declaration itself, and of decisions that nobody makes.
import { make, terms } from './build.js';
import { day } from './words.js';

/** @typedef {import('./page.js').View} View */

const FIELDS = ['version', 'date', 'changes', 'decisions'];

/** What is said; a field that is not known is named. @param {View} view @returns {string[]} by the places of the fields */
const said = ({ handover: { settings, warn } }) => {
  const unknown = Object.keys(settings).filter((path) => path.startsWith('statement.') && !FIELDS.includes(path.slice('statement.'.length)));
  for (const path of unknown) warn('unknown-setting', path);
  return FIELDS.map((field) => settings['statement.' + field]);
};

/** The day of the last change in the visitor's language; nothing where it is none, which is named. @param {View} view @param {string} [date] */
const changed = ({ texts, handover }, date) => {
  if (!date) return '';
  const at = new Date(date);
  if (!Number.isNaN(+at)) return day(texts.language, at);
  handover.warn('malformed-setting', 'statement.date, expected 2026-11-23');
  return '';
};

/**
 * Version, date and changes, and whether there are automated decisions or profiling (GDPR, article 13(2)(f)); what the owner
 * does not say is left out.
 *
 * @param {View} view
 * @returns {HTMLElement[]}
 */
export const statement = (view) => {
  const { texts, heading } = view;
  const [version, date, changes, decisions] = said(view);
  const parts = [];
  if (decisions) parts.push(make('section', { class: 'decisions' }, heading(1, texts.decisions), make('p', {}, texts[`decisions_${decisions}`] || make('bdi', {}, decisions))));
  if (version || date || changes) {
    const dates = terms([
      [texts.version, version],
      [texts.changed, changed(view, date)],
    ]);
    parts.push(make('section', { class: 'version' }, dates, changes && make('p', {}, make('bdi', {}, changes))));
  }
  return parts;
};
