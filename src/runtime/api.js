// window.samtykke: the public interface.
import { actions } from './actions.js';
import { EVENTS, ask } from './gate.js';
import { later } from './later.js';
import { consent, log, ready } from './state.js';
import { warn } from './warn.js';

const version = 'samtykke:version';

/** Makes `window.samtykke`; `false` when there is one of ours already. */
export const publish = () => {
  const own = Object.getOwnPropertyDescriptor(window, 'samtykke')?.value;
  if (own?.scan) return false;
  if (own) warn('name-taken', 'samtykke');
  /** @type {Record<string, any>} */
  const value = {
    version,
    ready,
    log,
    get consent() {
      return consent;
    },
    record: () => ({ ...consent, host: location.host, version }),
  };
  for (const name of ['accept', 'reject', 'withdraw']) value[name] = () => ask(EVENTS[name]);
  for (const name of ['open', 'save', 'scan', 'inspect']) value[name] = (/** @type {unknown} */ given) => later(() => actions[name](given));
  // By definition, since an element with this id, or a polluted prototype, has the name too.
  Object.defineProperty(window, 'samtykke', { value: Object.freeze(value) });
  return true;
};
