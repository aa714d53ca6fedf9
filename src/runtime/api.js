// window.samtykke: the public interface.
import { EVENTS, ask, inspect, save, scan } from './gate.js';
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
    accept: () => ask(EVENTS.accept),
    reject: () => ask(EVENTS.reject),
    withdraw: () => ask(EVENTS.withdraw),
    open: () => ask(EVENTS.open),
    /** Yes to exactly what is `true`; single vendors may differ from their purpose. */
    save: (/** @type {Record<string, any>} */ choices) => {
      const { vendors, ...purposes } = Object(choices);
      save(
        Object.keys(purposes).filter((purpose) => purposes[purpose] === true),
        Object.keys(Object(vendors)).map((vendor) => (vendors[vendor] === true ? '+' : '-') + vendor),
      );
    },
    record: () => ({ ...consent, host: location.host, version }),
    scan,
    inspect,
  });
  return true;
};
