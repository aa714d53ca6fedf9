// Tells the owner when another script has overridden the state that we told Google.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/** @type {any} */
const page = window;

/** Scripts that the owner has been told of. @type {Set<string>} */
const named = new Set();

/**
 * Whether an entry of `dataLayer` says something else than we do. Defaults for regions are no matter of ours.
 *
 * @param {any} entry `arguments` of a call of gtag
 * @param {boolean} [isOlder] among what stands in the list may be a no of ours that has since become a yes
 */
const overrides = (entry, isOlder) => {
  const states = entry?.[0] == 'consent' && entry[2];
  const differs = (/** @type {[type: string, state: string]} */ [type, state]) => states[type] && states[type] != state && !(isOlder && state == 'granted');
  return states && !states.region && Object.entries(inside.told()).some(differs);
};

/** @param {string} who */
const name = (who) => {
  if (!named.has(who)) warn('consent-overridden', who);
  named.add(who);
};

/**
 * The script that made the call we are in: the current one, or, of a call that came later, the innermost in the stack that is
 * not ours (the inspector's is WebAssembly), nor Google's tag, which hands on what others push, unless there is no other.
 */
const caller = () => {
  const ours = inside.beside('samtykke');
  const addresses = new Error().stack?.match(/\w+:\/\/[^\s)]*/g)?.filter((one) => !one.startsWith(ours) && !one.startsWith('wasm:')) || [];
  const address = addresses.find((one) => !/googletagm/.test(one)) || addresses[0] || 'a script';
  const script = document.currentScript || [...document.scripts].find(({ src }) => src && address.startsWith(src));
  return script?.outerHTML.slice(0, 99) || address;
};

/** From now on; what stands in the list already is looked at too. */
export const watch = () => {
  const layer = page.dataLayer;
  if (!Array.isArray(layer)) return;
  const { push } = layer;
  // Ours lies under that of a container that comes later, and on that of one that came before.
  layer.push = function (...entries) {
    if (entries.some((entry) => overrides(entry))) name(caller());
    return push.apply(layer, entries);
  };
  if (layer.some((entry) => overrides(entry, true))) name('a script that ran earlier');
};
