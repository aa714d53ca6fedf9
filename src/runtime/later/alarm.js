// Tells the owner when another script has overridden the state that we told Google.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/** @type {any} */
const page = window;

/** Scripts that the owner has been told of. @type {Set<string>} */
const named = new Set();

/**
 * Whether an entry of `dataLayer` grants what we have denied. Defaults for regions are no matter of ours.
 *
 * @param {any} entry `arguments` of a call of gtag
 */
const overrides = (entry) => {
  const states = entry?.[0] == 'consent' && entry[2];
  return states && !states.region && Object.entries(inside.told()).some(([type, state]) => state == 'denied' && states[type] == 'granted');
};

/** @param {any} entry @param {string} who made it */
const look = (entry, who) => {
  if (!overrides(entry)) return;
  if (!named.has(who)) warn('consent-overridden', who);
  named.add(who);
};

/** From now on; what stands in the list already is looked at too. */
export const watch = () => {
  const layer = page.dataLayer;
  if (!Array.isArray(layer)) return;
  const { push } = layer;
  // Ours lies under that of a container that comes later, and on that of one that came before.
  layer.push = function (...entries) {
    for (const entry of entries) look(entry, document.currentScript?.outerHTML.slice(0, 99) || 'a script');
    return push.apply(layer, entries);
  };
  for (const entry of [...layer]) look(entry, 'a script that ran earlier');
};
