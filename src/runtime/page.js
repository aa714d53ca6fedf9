// The page's side: starts the gate and hears what happens.
import { publish } from './api.js';
import { host } from './draw.js';
import { ask, begin, deny, follow, inspect, scan } from './gate.js';
import { insert } from './insert.js';
import { addFile, addInline, beside, script } from './settings.js';
import { settleOnNothing } from './state.js';
import { warn } from './warn.js';

/** @typedef {() => import('./turn.js').Turn} Load starts an engine */

/**
 * Runs the gate: once per page, whatever the number of tags.
 *
 * @param {Load} load
 */
export const start = (load) => {
  if (!publish()) return warn('included-twice', 'one samtykke.js per page');
  const url = script.dataset.config;
  addInline();
  if (!url) return run(load);
  deny();
  addFile(url).then(() => run(load));
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
  warn('wasm-failed', 'samtykke-nowasm.js takes over', error);
  const substitute = insert(beside('samtykke-nowasm.js'));
  substitute.addEventListener('samtykke:engine', (event) => {
    event.preventDefault();
    run(/** @type {CustomEvent} */ (event).detail);
  });
  substitute.addEventListener('error', settleOnNothing);
};

const listen = () => {
  // Controls anywhere in the page, also in open shadow roots; privacy tools click them by script.
  document.addEventListener('click', (event) => {
    const control = /** @type {HTMLElement[]} */ (event.composedPath()).find(({ dataset }) => dataset?.samtykke);
    if (!control) return;
    event.preventDefault();
    const name = `${control.dataset.samtykke}`;
    ask(name, name == 'save' ? ticked(control) : '');
  });
  host.addEventListener('keydown', (event) => event.key == 'Escape' && ask('close'));
  host.addEventListener('cancel', () => ask('close'), true);
  document.addEventListener('visibilitychange', follow);
  addEventListener('pageshow', follow);
  if (document.readyState == 'loading') document.addEventListener('readystatechange', scan, { once: true });
  else scan();
  if (/[?&]samtykke-inspect\b/.test(location.search)) inspect();
};

/** The purposes ticked in the layer or form that the control belongs to. @param {HTMLElement} control */
const ticked = (control) =>
  [...(control.closest('[data-samtykke-layer], form') || document).querySelectorAll('input[name^=samtykke-]:checked')]
    .map((box) => /** @type {HTMLInputElement} */ (box).name.slice('samtykke-'.length))
    .join(' ');
