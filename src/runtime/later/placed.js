// Vendors that are not managed: those of the page's marked tags, and those that the owner names as `services`.
import { factsOf } from './facts.js';
import { inside } from './inside.js';
import { keys, ranKeys } from './release.js';

/** Ids that a cookie can hold (`core/consent.rs`). A vendor by another name, or by a purpose's, has no switch of its own. */
const ID = /^[a-z\d-]+$/;

/** What `core/vendor.rs` reads of a vendor: that it runs, and that no signal stops it. */
const [RUNS, STAYS] = [16, 32];

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

/** @param {string[]} key whether a vendor of the page's tags is one of its own, that our settings do not manage */
const isPlaced = ([purpose, id]) =>
  inside.PURPOSES[purpose] > 0 && ID.test(id) && !inside.PURPOSES[id] && !(inside.settings[id] && inside.catalogue[id]);

/**
 * What the turn is told that carries out a change: the choice before, and the vendors of the page's marked tags. Nothing is to
 * be inserted for these, but what they have left is swept, and one whose script has run goes on until the page is loaded anew.
 *
 * @param {string} before
 */
export const carried = (before) =>
  before +
  (before == inside.choice() ? [] : keys())
    .map((key) => [key.split('/')[0], key.split('/')[1] || '-', key])
    .filter(isPlaced)
    .map(([purpose, id, key]) => ` ${(inside.PURPOSES[purpose] & 7) + RUNS + (ranKeys.has(key) ? STAYS : 0)} ${id}`)
    .join('');

/** Each with its purpose's bit before it, as `core/vendor.rs` reads them; one may serve two purposes. */
export const placed = async () => {
  const { PURPOSES, settings } = inside;
  const services = await Promise.all((settings.services || '').split(/[\s,]+/).filter(Boolean).map(service));
  const all = [...new Set([...keys(), ...services])].map((key) => key.split('/'));
  const placed = all.filter(isPlaced);
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
