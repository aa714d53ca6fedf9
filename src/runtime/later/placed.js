// Vendors that are not managed: those of the page's marked tags, and those that the owner names as `services`.
import { factsOf } from './facts.js';
import { inside } from './inside.js';
import { keys } from './release.js';

/** Ids that a cookie can hold (`core/consent.rs`). A vendor by another name, or by a purpose's, has no switch of its own. */
const ID = /^[a-z\d-]+$/;

/** The settings layer does not wait longer for what a service is for, milliseconds. */
const PATIENCE = 500;

/** Their names as a visitor reads them; their ids, as long as these have not come. @type {Record<string, string>} */
export const names = Object.create(null);

/** @param {string} id @returns {Promise<{ name?: string, purpose?: string }>} */
const factsSoon = (id) => Promise.race([factsOf(id), new Promise((done) => setTimeout(done, PATIENCE, {}))]);

/** @param {string} id */
const service = async (id) => {
  const { name, purpose } = await factsSoon(id);
  if (name) names[id] = name;
  return `${purpose}/${id}`;
};

/** Each with its purpose's bit before it, as `core/vendor.rs` reads them; one may serve two purposes. */
export const placed = async () => {
  const { PURPOSES, catalogue, settings } = inside;
  const services = await Promise.all((settings.services || '').split(/[\s,]+/).filter(Boolean).map(service));
  const all = [...new Set([...keys(), ...services])].map((key) => key.split('/'));
  const placed = all.filter(([purpose, id]) => PURPOSES[purpose] > 0 && ID.test(id) && !PURPOSES[id] && !(settings[id] && catalogue[id]));
  for (const [, id] of placed) names[id] ??= id;
  return placed.map(([purpose, id]) => `${PURPOSES[purpose] & 7} ${id}`).join(' ');
};

/** Puts names in place of ids once they come: nobody waits for them. @param {Element} layer */
export const bringNames = (layer) => {
  for (const id in names) {
    factsOf(id).then(({ name = id }) => {
      for (const one of layer.querySelectorAll('summary small, details b')) if (one.textContent == names[id]) one.textContent = name;
      names[id] = name;
    });
  }
};
