// Requests that scripts make without an element: refused as the network would refuse them.
import { holder } from './hold.js';
import { patch } from './patch.js';

/** Where nothing can be reached: every browser refuses this port (https://fetch.spec.whatwg.org/#port-blocking). */
const NOWHERE = 's://localhost:1';

/** The address, or nowhere. @param {any} target an address or a Request */
const reachable = (target) => {
  const url = `${target?.url || target}`;
  return holder(url) ? (url[0] == 'w' ? 'ws' : 'http') + NOWHERE : target;
};

/** Patches the calls. */
export const guardCalls = () => {
  /** @type {import('./patch.js').Around} */
  const first = (original) => function (target, ...words) {
    return original.call(this, reachable(target), ...words);
  };
  patch(window, ['fetch'], first);
  patch(Navigator.prototype, ['sendBeacon'], first);
  patch(XMLHttpRequest.prototype, ['open'], (original) => function (method, target, ...words) {
    original.call(this, method, reachable(target), ...words);
  });
  const construct = (/** @type {any} */ type) =>
    new Proxy(type, { construct: (target, [url, ...words], made) => Reflect.construct(target, [reachable(url), ...words], made) });
  patch(window, ['WebSocket', 'EventSource'], construct);
};
