// What samtykke.js hands to the files that it loads behind the first turn.

/**
 * @typedef {object} Handover
 * @property {Record<string, string>} settings the owner's settings that have passed the check, by path
 * @property {[path: string, value: string, form?: string][]} pairs all settings as they were written
 * @property {Record<string, any[]>} catalogue the managed vendors, as `catalogue.js` has them
 * @property {string} language of the dialog
 * @property {() => Promise<Record<string, string>>} texts the dialog's, without the owner's own
 * @property {(name: string) => string | undefined} own the owner's own text, in this language or in all
 * @property {(name: string) => string} beside the address of a file beside our script
 * @property {(url: string) => Promise<any>} json
 * @property {(name: string, where?: string, error?: unknown) => void} warn
 * @property {(purposes: string[], vendors?: string[]) => void} save yes to exactly these purposes; `-vendor` and `+vendor` differ
 * @property {(event: number) => void} ask
 *
 * @typedef {import('../state.js').Snapshot} Snapshot
 */

/** The visitor's choice as it stands. @returns {Snapshot} */
export const consent = () => /** @type {any} */ (window).samtykke.consent;

/** @returns {string} */
export const version = () => /** @type {any} */ (window).samtykke.version;

/** What a visitor can allow or refuse. */
export const PURPOSES = /** @type {const} */ (['functional', 'statistics', 'marketing']);

/** Milliseconds. */
export const DAY = 86_400_000;

/** A choice holds so many calendar months, unless the owner says another number; a no never fewer (`core/consent.rs`). */
export const MONTHS = 6;

/** @param {Record<string, string>} settings */
export const months = (settings) => Math.min(Math.max(Number(settings.months) || MONTHS, 1), 12);

/**
 * A day so many months later; in a month that is too short, its last one.
 *
 * @param {number} day since 1970
 * @param {number} months
 */
export const plus = (day, months) => {
  const from = new Date(day * DAY);
  const of = (/** @type {number} */ more, /** @type {number} */ date) => Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + more, date);
  return new Date(Math.min(of(months + 1, 0), of(months, from.getUTCDate())));
};

/** `2026-11-23`. @param {Date} date */
export const date = (date) => date.toISOString().slice(0, 10);
