// The page's side: hears what happens, asks Rust, performs what it answers.
import { actions } from './actions.js';
import { publish, settle } from './api.js';
import { choice } from './cookie.js';
import { host } from './draw.js';
import { look } from './release.js';
import { attributes, beside, file, inline, script } from './settings.js';
import { prepare, text } from './texts.js';
import { running } from './vendors.js';
import { warn } from './warn.js';

/** Google's seven Consent Mode types, all denied, for the time when nobody can be asked. A test holds them against Rust's. */
const DENIED =
  '-ad_storage,ad_user_data,ad_personalization,analytics_storage,functionality_storage,personalization_storage,security_storage';

/** @type {import('./turn.js').Turn | undefined} */
let engine;
/** @type {import('./settings.js').Pair[]} */
let settings = [];
/** Whether the denied default has been pushed before Rust could be asked. */
let isLate = false;
/** What remains of a turn after its `paint`. @type {string[]} */
let remaining = [];
let knownChoice = '';
/** Whether the texts are here. */
let isDrawable = false;

/**
 * Runs the gate: once per page, whatever the number of tags.
 *
 * @param {() => import('./turn.js').Turn} load
 */
export const start = (load) => {
  if (!publish({ press, scan, inspect })) return warn('included-twice', 'only the first samtykke.js of a page runs');
  const url = script.dataset.config;
  settings = [...attributes(), ...inline()];
  if (!url) return begin(load);
  deny();
  file(url).then((pairs) => {
    settings.push(...pairs);
    begin(load);
  });
};

/** @param {() => import('./turn.js').Turn} load */
const begin = (load) => {
  try {
    engine = load();
  } catch (error) {
    return takeOver(error);
  }
  const fetching = prepare(settings);
  isDrawable = !fetching;
  ask('start');
  listen();
  fetching?.then(() => {
    isDrawable = true;
    perform(true);
  });
};

/** Without an engine the answer is no, and the no-wasm build is tried. @param {unknown} error */
const takeOver = (error) => {
  deny();
  warn('wasm-failed', 'nothing is released until samtykke-nowasm.js takes over', error);
  const substitute = /** @type {HTMLScriptElement} */ (script.cloneNode());
  substitute.removeAttribute('integrity');
  substitute.addEventListener('samtykke:engine', (event) => {
    event.preventDefault();
    begin(/** @type {CustomEvent} */ (event).detail);
  });
  substitute.addEventListener('error', () => settle());
  substitute.src = beside('samtykke-nowasm.js');
  document.head.append(substitute);
};

/** The denied default, for as long as nobody has decided. */
const deny = () => {
  if (isLate) return;
  isLate = true;
  attempt(`consent dataLayer default ${DENIED}`);
  attempt('consent uetq default -ad_storage');
};

/**
 * One turn: tells Rust what happened and performs what it answers.
 *
 * @param {string} event
 * @param {string} [detail]
 */
const ask = (event, detail = '') => {
  if (!engine) return;
  perform(); // what is left of the turn before comes first
  const random = [...crypto.getRandomValues(new Uint32Array(2))].map((number) => number.toString(16).padStart(8, '0')).join('');
  const header = [event, detail, Math.floor(Date.now() / 1000), random, choice(), [...running].join(' '), +isLate];
  const records = [header, ...settings].map((fields) => fields.map(plain).join('\x1f'));
  try {
    remaining = engine(records.join('\x1e')).split('\n');
  } catch (error) {
    engine = undefined;
    deny();
    warn('engine-failed', 'nothing more is released', error);
  }
  perform(true);
  knownChoice = choice();
};

/** Without the characters that part fields, records and lines, so that no text can forge one. @param {unknown} field */
const plain = (field) => String(field).replace(/[\x1e\x1f\n]/g, ' ').trim();

/**
 * Performs what remains of a turn.
 *
 * @param {boolean} [pausing] whether it stops at `paint`, or at a drawing whose texts are not here, to go on later
 */
const perform = (pausing) => {
  for (let line; (line = remaining.shift()) !== undefined; ) {
    if (pausing && !isDrawable && line.startsWith('draw')) return void remaining.unshift(line);
    if (line != 'paint') attempt(line.trim());
    else if (pausing) return afterPaint(perform);
  }
};

/** What `{id}` stands for in the actions that follow. */
let id = '';

/**
 * Performs one action. One that fails, fails alone, and never in the page's face.
 *
 * @param {string} line a name and words; `$name` is a text in the visitor's language
 */
const attempt = (line) => {
  const [name, ...words] = line.replace('{id}', id).split(' ');
  if (name == 'for') id = words.join(' ');
  else if (name) {
    try {
      actions[name](...words.map((word) => (word[0] == '$' ? text(word.slice(1)) : word)));
    } catch (error) {
      warn('action-failed', line, error);
    }
  }
};

/** Calls back once the browser has painted; soon in a hidden tab, which never paints. @param {() => void} callback */
const afterPaint = (callback) => {
  requestAnimationFrame(() => setTimeout(callback));
  setTimeout(callback, 200);
};

/** @param {string} control @param {string} [detail] */
const press = (control, detail) => ask(control, detail);
const scan = () => ask('found', look());

/** Loads the inspector; visitors never pay for it. */
const inspect = () => {
  const element = document.createElement('script');
  element.nonce = script.nonce;
  element.src = beside('samtykke-inspector.js');
  document.head.append(element);
};

actions.scan = scan;

const listen = () => {
  // Controls anywhere in the page, also in open shadow roots; privacy tools click them by script.
  document.addEventListener('click', (event) => {
    const control = /** @type {HTMLElement | undefined} */ (
      event.composedPath().find((target) => target instanceof HTMLElement && target.dataset.samtykke)
    );
    if (!control) return;
    event.preventDefault();
    const name = control.dataset.samtykke;
    press(`${name}`, name == 'save' ? ticked(control) : '');
  });
  host.addEventListener('keydown', (event) => event.key == 'Escape' && press('close'));
  host.addEventListener('cancel', (event) => {
    event.preventDefault();
    press('close');
  }, true);
  const follow = () => choice() != knownChoice && ask('follow', knownChoice);
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
