// The page's side: starts the gate and hears what happens.
import { actions } from './actions.js';
import { publish } from './api.js';
import { host } from './draw.js';
import { EVENTS, ask, begin, deny, queueAll } from './gate.js';
import { later } from './later.js';
import { isNamed, loadVendors } from './parts.js';
import { insert } from './insert.js';
import { addFile, addInline, beside, script } from './settings.js';
import { settle } from './state.js';
import { warn } from './warn.js';

/** @typedef {() => import('./turn.js').Engine} Load starts an engine */

/**
 * Runs the gate: once per page, whatever the number of tags.
 *
 * @param {Load} load
 */
export const start = (load) => {
  if (!publish()) return warn('included-twice');
  const url = script.getAttribute('data-config');
  // A page that is drawn ahead of the click may never be seen: it runs nothing until it is.
  const isUnseen = /** @type {any} */ (document).prerendering;
  addInline();
  if (!url && !isUnseen && !isNamed()) return run(load);
  deny();
  queueAll();
  const seen = new Promise((done) => (isUnseen ? document.addEventListener('prerenderingchange', done) : done(0)));
  Promise.all([seen, url && addFile(url)])
    .then(loadVendors)
    .then(() => run(load));
};

/** @param {Load} load */
const run = (load) => {
  let engine;
  try {
    engine = load();
  } catch (error) {
    return takeOver(error);
  }
  begin(engine);
  listen();
};

/** Without an engine the answer is no, and the no-wasm build is tried. @param {unknown} error */
const takeOver = (error) => {
  deny();
  warn('wasm-failed', '', error);
  const substitute = insert(beside('samtykke-nowasm.js'));
  substitute.addEventListener('samtykke:engine', (event) => {
    event.preventDefault();
    run(/** @type {CustomEvent} */ (event).detail);
  });
  substitute.onerror = () => settle();
};

const listen = () => {
  // Controls anywhere in the page, also in open shadow roots; privacy tools click them by script.
  document.addEventListener('click', (event) => {
    const control = /** @type {Element[]} */ (event.composedPath()).find((target) => hook(target));
    if (!control) return;
    event.preventDefault();
    press(hook(control), control);
  });
  host.addEventListener('keydown', (event) => {
    if (event.key != 'Escape') return;
    event.preventDefault(); // It would close a dialog of the page too.
    ask(EVENTS.close);
  });
};

/** What a control does. Only its own attribute counts: the page may have polluted `Object.prototype`. @param {Element} target */
const hook = (target) => target.getAttribute?.('data-samtykke') || '';

/** @param {string} name @param {Element} control */
const press = (name, control) => {
  if (name == 'save' || EVENTS[name] == EVENTS.open) later(() => actions[name](control));
  else if (EVENTS[name] > EVENTS.follow) ask(EVENTS[name]);
  else warn('unknown-control', `data-samtykke="${name}"`);
};
