// window.samtykke: the public interface.
import { ask, inspect, scan } from './gate.js';
import { consent, log, ready } from './state.js';

const version = 'samtykke:version';

/** Makes `window.samtykke`; `false` when there is one already. */
export const publish = () => {
  const page = /** @type {any} */ (window);
  if (page.samtykke) return false;
  page.samtykke = Object.freeze({
    version,
    ready,
    log,
    get consent() {
      return consent;
    },
    accept: () => ask('accept'),
    reject: () => ask('reject'),
    withdraw: () => ask('withdraw'),
    open: () => ask('open'),
    /** Yes to exactly what is `true`. */
    save: (/** @type {Record<string, unknown>} */ choices) =>
      ask('save', Object.keys(Object(choices)).filter((purpose) => choices[purpose] === true).join(' ')),
    record: () => ({ ...consent, host: location.host, version }),
    scan: () => scan(),
    inspect: () => inspect(),
  });
  return true;
};
