// Vendors that are not managed: those of the page's marked tags, and those that the owner names as `services`.
import { factsOf } from './facts.js';
import { inside } from './inside.js';
import { keys } from './release.js';

/** Ids that a cookie can hold (`core/consent.rs`); a vendor by another name has no switch of its own. */
const ID = /^[a-z\d-]+$/;

/** The settings layer does not wait longer for the catalogue, milliseconds. */
const PATIENCE = 500;

/** Their names as a visitor reads them. @type {Record<string, string>} */
export const names = {};

/** @param {string} id @returns {Promise<{ name?: string, purpose?: string }>} */
const factsSoon = (id) => Promise.race([factsOf(id), new Promise((done) => setTimeout(done, PATIENCE, {}))]);

/** Each with its purpose's bit before it, as `core/vendor.rs` reads them; one may serve two purposes. */
export const placed = async () => {
  const { PURPOSES, catalogue, settings } = inside;
  const listed = (settings.services || '').split(/[\s,]+/).filter(Boolean);
  const services = await Promise.all(listed.map(async (id) => `${(await factsSoon(id)).purpose}/${id}`));
  const all = [...new Set([...keys(), ...services])].map((key) => key.split('/'));
  const placed = all.filter(([purpose, id]) => PURPOSES[purpose] && ID.test(id) && !(settings[id] && catalogue[id]));
  await Promise.all(placed.map(async ([, id]) => (names[id] = (await factsSoon(id)).name || id)));
  return placed.map(([purpose, id]) => `${PURPOSES[purpose] & 7} ${id}`).join(' ');
};
