// A choice as a form, a script or a placeholder makes it.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/**
 * Yes to exactly these purposes.
 *
 * @param {string[]} purposes
 * @param {string[]} [vendors] that differ from their purpose, with a `+` or `-` before them
 */
export const save = (purposes, vendors = []) => {
  const { EVENTS, PURPOSES, ask } = inside;
  const unknown = purposes.find((purpose) => !(PURPOSES[purpose] > 0));
  if (unknown) return warn('unknown-purpose', unknown);
  ask(EVENTS.save, purposes.reduce((sum, purpose) => sum | PURPOSES[purpose], 0), vendors.join('.').replace(/\s/g, '_'));
};

/**
 * `samtykke.save()`: yes to exactly what is `true`; single vendors may differ from their purpose.
 *
 * @param {Record<string, any>} [choices]
 */
export const saveChoices = (choices) => {
  const { vendors, ...purposes } = Object(choices);
  save(
    Object.keys(purposes).filter((purpose) => purposes[purpose] === true),
    Object.keys(Object(vendors)).map((vendor) => (vendors[vendor] === true ? '+' : '-') + vendor),
  );
};
