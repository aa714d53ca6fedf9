// The page's side: hears what happens, asks Rust, performs what it answers.
import { actions } from './actions.js';
import { publish, record, settle } from './api.js';
import { choice } from './cookie.js';
import { host } from './draw.js';
import { look, release } from './release.js';
import { attributes, beside, file, inline, script, settings, take } from './settings.js';
import { prepare, text } from './texts.js';
import { vendorBits } from './vendors.js';
import { warn } from './warn.js';

/** Google's seven Consent Mode types, all denied, for the time when nobody can be asked. A test holds them against Rust's. */
const DENIED =
  '-ad_storage,ad_user_data,ad_personalization,analytics_storage,functionality_storage,personalization_storage,security_storage';

/** Rust's list of events; two names may mean the same. @type {Record<string, number>} */
const EVENTS = { start: 0, found: 1, follow: 2, accept: 3, reject: 4, withdraw: 4, save: 5, close: 6, settings: 7, open: 7 };
/** Rust's bits of purposes. @type {Record<string, number>} */
const PURPOSES = { functional: 1, statistics: 2, marketing: 4, necessary: 8 };

/** @type {import('./turn.js').Engine | undefined} */
let engine;
/** Whether Google gets no pings before consent; so too with a mode that nobody knows. */
let isBasic = false;
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
 * @param {() => import('./turn.js').Engine} load
 */
export const start = (load) => {
  if (!publish({ press, scan, inspect })) return warn('included-twice', 'only the first samtykke.js of a page runs');
  const pairs = [...attributes(), ...inline()];
  const url = script.dataset.config;
  if (!url) return begin(load, pairs);
  deny();
  file(url).then((more) => begin(load, [...pairs, ...more]));
};

/** @param {() => import('./turn.js').Engine} load @param {import('./settings.js').Pair[]} pairs */
const begin = (load, pairs) => {
  try {
    engine = load();
    take(pairs, engine.check);
  } catch (error) {
    return takeOver(error, pairs);
  }
  isBasic = (pairs.find(([path]) => path == 'mode') || ['', 'advanced'])[1] != 'advanced';
  const fetching = prepare();
  isDrawable = !fetching;
  ask('start');
  listen();
  fetching?.then(() => {
    isDrawable = true;
    perform(true);
  });
};

/**
 * Without an engine the answer is no, and the no-wasm build is tried.
 *
 * @param {unknown} error
 * @param {import('./settings.js').Pair[]} pairs
 */
const takeOver = (error, pairs) => {
  deny();
  warn('wasm-failed', 'nothing is released until samtykke-nowasm.js takes over', error);
  const substitute = /** @type {HTMLScriptElement} */ (script.cloneNode());
  substitute.removeAttribute('integrity');
  substitute.addEventListener('samtykke:engine', (event) => {
    event.preventDefault();
    begin(/** @type {CustomEvent} */ (event).detail, pairs);
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
 * @param {number} [purposes]
 * @param {string} [detail]
 */
const ask = (event, purposes = 0, detail = '') => {
  if (!engine) return;
  perform(); // what is left of the turn before comes first
  const random = [...crypto.getRandomValues(new Uint32Array(2))].map((number) => number.toString(16).padStart(8, '0')).join('');
  const text = [choice(), random, detail].map((part) => part.replace(/\s/g, '_')).join(' ');
  const flags = +isBasic + 2 * +isLate;
  const numbers = [EVENTS[event], purposes, Date.now() / 1000, +(settings.revision || 1), ...vendorBits(), flags];
  try {
    remaining = engine.handle(text, ...numbers).split('\n');
  } catch (error) {
    engine = undefined;
    deny();
    warn('engine-failed', 'nothing more is released', error);
  }
  perform(true);
  knownChoice = choice();
};

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

/** @param {string} control @param {string[]} [purposes] */
const press = (control, purposes = []) => {
  if (EVENTS[control] > EVENTS.follow) ask(control, purposes.reduce((sum, purpose) => sum | PURPOSES[purpose], 0));
};

/** The key of the held tags that are asked about. */
let key = '';

/** Asks about every kind of held tag in the page. */
const scan = () => {
  for (key of look()) {
    const [purpose, vendor] = key.split('/');
    if (PURPOSES[purpose] > 0) ask('found', PURPOSES[purpose], vendor);
    else warn('unknown-purpose', `data-samtykke-purpose="${purpose}"`);
  }
};

/** Loads the inspector; visitors never pay for it. */
const inspect = () => {
  const element = document.createElement('script');
  element.nonce = script.nonce;
  element.src = beside('samtykke-inspector.js');
  document.head.append(element);
};

actions.scan = scan;
actions.log = (verdict, reason, subject = key) => record(verdict, reason, subject);
actions.release = () => release(key);

const listen = () => {
  // Controls anywhere in the page, also in open shadow roots; privacy tools click them by script.
  document.addEventListener('click', (event) => {
    const control = /** @type {HTMLElement | undefined} */ (
      event.composedPath().find((target) => target instanceof HTMLElement && target.dataset.samtykke)
    );
    if (!control) return;
    event.preventDefault();
    const name = control.dataset.samtykke;
    press(`${name}`, name == 'save' ? ticked(control) : []);
  });
  host.addEventListener('keydown', (event) => event.key == 'Escape' && press('close'));
  host.addEventListener('cancel', (event) => {
    event.preventDefault();
    press('close');
  }, true);
  const follow = () => choice() != knownChoice && ask('follow', 0, knownChoice);
  document.addEventListener('visibilitychange', follow);
  addEventListener('pageshow', follow);
  if (document.readyState == 'loading') document.addEventListener('readystatechange', scan, { once: true });
  else scan();
  if (/[?&]samtykke-inspect\b/.test(location.search)) inspect();
};

/** The purposes ticked in the layer or form that the control belongs to. @param {HTMLElement} control */
const ticked = (control) => {
  const form = control.closest('[data-samtykke-layer], form') || document;
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[name^=samtykke-]:checked'));
  return [...boxes].map(({ name }) => name.slice('samtykke-'.length));
};
