// What the owner says of the declaration itself, and of decisions that nobody makes.
import { make, terms } from './build.js';
import { day } from './words.js';

/** @typedef {import('./page.js').View} View */

const FIELDS = ['version', 'date', 'changes', 'decisions'];

/**
 * Version, date and changes, and whether there are automated decisions or profiling (GDPR, article 13(2)(f)); what the owner
 * does not say is left out, and what is said wrongly is named.
 *
 * @param {View} view
 * @returns {(HTMLElement | string)[]}
 */
export const statement = ({ texts, handover, heading }) => {
  const { settings, warn } = handover;
  for (const path in settings) if (path.startsWith('statement.') && !FIELDS.includes(path.slice('statement.'.length))) warn('unknown-setting', path);
  const [version, date, changes, decisions] = FIELDS.map((field) => settings['statement.' + field]);
  const changed = date && new Date(date);
  const isDay = changed && !Number.isNaN(+changed);
  if (changed && !isDay) warn('malformed-setting', 'statement.date, expected 2026-11-23');
  return [
    decisions && make('section', { class: 'decisions' }, heading(1, texts.decisions), make('p', {}, texts[`decisions_${decisions}`] || decisions)),
    (version || isDay || changes) &&
      make(
        'section',
        { class: 'version' },
        terms([
          [texts.version, version],
          [texts.changed, isDay && day(texts.language, changed)],
        ]),
        changes && make('p', {}, changes),
      ),
  ].filter((part) => part || false);
};
