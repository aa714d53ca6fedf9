// window.samtykke: the public interface.
import { actions } from './actions.js';
import { EVENTS, ask, save } from './gate.js';
import { later } from './later.js';
import { consent, log, ready } from './state.js';
import { warn } from './warn.js';

const version = 'samtykke:version';

/** Makes `window.samtykke`; `false` when there is one of ours already. */
export const publish = () => {
  const own = Object.getOwnPropertyDescriptor(window, 'samtykke')?.value;
  if (own?.scan) return false;
  if (own) warn('name-taken', 'samtykke');
  const value = Object.freeze({
    version,
    ready,
    log,
    get consent() {
      return consent;
    },
    accept: () => ask(EVENTS.accept),
    reject: () => ask(EVENTS.reject),
    withdraw: () => ask(EVENTS.withdraw),
    open: () => later(() => actions.open()),
    /** Yes to exactly what is `true`; single vendors may differ from their purpose. */
    save: (/** @type {Record<string, any>} */ choices) => {
      const { vendors, ...purposes } = Object(choices);
      save(
        Object.keys(purposes).filter((purpose) => purposes[purpose] === true),
        Object.keys(Object(vendors)).map((vendor) => (vendors[vendor] === true ? '+' : '-') + vendor),
      );
    },
    record: () => ({ ...consent, host: location.host, version }),
    scan: (/** @type {ShadowRoot | undefined} */ root) => later(() => actions.scan(root)),
    inspect: () => later(() => actions.inspect()),
  });
  // By definition, since an element with this id, or a polluted prototype, has the name too.
  Object.defineProperty(window, 'samtykke', { value });
  return true;
};
