// One turn: asks Rust, performs what it answers.
import { actions } from './actions.js';
import { choice, put } from './cookie.js';
import { draw } from './draw.js';
import { later } from './later.js';
import { settings, take } from './settings.js';
import { settle } from './state.js';
import { prepare } from './texts.js';
import { configured, example, named } from './vendors.js';
import { warn } from './warn.js';

/** The events by their places in Rust's list (`core/visit.rs`); two names may mean the same, and up to `follow` no control does. @type {Record<string, number>} */
export const EVENTS = { start: 0, found: 1, carry: 2, follow: 3, accept: 4, reject: 5, withdraw: 5, save: 6, close: 7, settings: 8, open: 8 };

/** Rust's bits of the purposes. @type {Record<string, number>} */
export const PURPOSES = { functional: 1, statistics: 2, marketing: 4, necessary: 8 };

/** @type {import('./turn.js').Engine | undefined} */
let engine;
/** The one that knows all turns, once it is here. @type {import('./turn.js').Engine | undefined} */
let whole;
/** Whether the denied default has been pushed before Rust could be asked. */
let isLate = false;
/** What remains of a turn after its `paint`. @type {string[]} */
let remaining = [];
/** What is to be drawn when the texts are here; nothing if they are. @type {string[] | undefined} */
let waiting;
/** What was asked last before there was an engine. @type {(() => void) | undefined} */
let early;
/** The choice at the end of the last turn. */
export let knownChoice = '';
/** The choice that was carried out last. */
let carried = '';

/** The texts, where they are on their way. @type {Promise<void> | undefined} */
export let fetching;

/** Puts the engine of all turns to work, or keeps it until any is. @param {import('./turn.js').Engine} [all] @returns the one at work */
export const employ = (all) => {
  whole ??= all;
  return (engine &&= whole || engine);
};

/** The first turn. @param {import('./turn.js').Engine} started unless the one of all turns is here already */
export const begin = (started) => {
  engine = whole || started;
  take(engine, example);
  queueAll();
  fetching = prepare();
  if (fetching) waiting = [];
  carried = choice();
  ask(EVENTS.start);
  early?.();
  fetching?.then(() => {
    remaining.push(.../** @type {string[]} */ (waiting));
    waiting = undefined;
    perform(true);
  });
};

/** Makes the queues of all that the owner names: no call of the page may throw. */
export const queueAll = () => named().forEach((vendor) => attempt('queue ' + vendor));

/** The denied default, for as long as nobody has decided. */
export const deny = () => {
  if (!isLate) attempt('consent default - - - -');
  isLate = true;
};

/**
 * One turn: tells Rust what happened and performs what it answers.
 *
 * @param {number} event
 * @param {number} [purposes] bits
 * @param {string} [detail]
 */
export const ask = (event, purposes = 0, detail = '') => {
  if (!engine) return void (early = () => ask(event, purposes, detail));
  perform(); // what is left of the turn before comes first
  const text = `${choice()} ${Math.random().toString(16).slice(2, 14)} ${detail} ${configured()}`;
  try {
    remaining = engine('handle', text, event, purposes, Date.now() / 1000, +(settings.revision || 1), flags()).split('\n');
  } catch (error) {
    engine = undefined;
    deny();
    attempt('consent update - - - -');
    settle();
    warn('engine-failed', '', error);
  }
  perform(true);
  knownChoice = choice();
};

/** What else a turn depends on, as the bits of `core/visit.rs`; above them the months that a choice holds. */
const flags = () =>
  [settings.mode == 'basic', isLate, objects(), settings['opt-out-regions'], settings.layout == 'modal', settings.layout == 'none'].reduce(
    (sum, flag, bit) => sum | (flag ? 1 << bit : 0),
    +(settings.months || 6) << 6,
  );

/**
 * Whether the browser objects to the sale and sharing of data: Global Privacy Control, in the forms that browsers and
 * extensions give it, and Do Not Track where the owner wants it.
 */
const objects = () => {
  const { globalPrivacyControl, doNotTrack } = /** @type {any} */ (navigator);
  return globalPrivacyControl == 1 || globalPrivacyControl == 'true' || (settings['do-not-track'] == 'true' && doNotTrack == 1);
};

/** Lines that need texts. */
const DRAWS = /^( |layer|show|modal|view|hide|say)/;

/**
 * Performs what remains of a turn. What draws waits until there are texts.
 *
 * @param {boolean} [pausing] whether it stops at `paint`, to go on once the browser has painted
 */
const perform = (pausing) => {
  for (let line; (line = remaining.shift()) !== undefined; ) {
    if (waiting && DRAWS.test(line)) waiting.push(line);
    else if (line != 'paint') attempt(line);
    else if (pausing) {
      requestAnimationFrame(() => setTimeout(perform));
      setTimeout(perform, 200); // a hidden tab never paints
      return;
    }
  }
};

/**
 * Performs one line: an action and its words, or, indented, an element. One that fails, fails alone, and never in the
 * page's face.
 *
 * @param {string} line
 */
export const attempt = (line) => {
  const [name, ...words] = line.split(' ');
  try {
    if (name) actions[name](...words);
    else if (line) draw(line);
  } catch (error) {
    if (error) warn('action-failed', line, error);
  }
};

/** Writes the cookie; once more, where it did not succeed, when what is in its way has been removed. @param {string} text */
actions.cookie = (text) => {
  if (put(text)) return;
  const refused = choice();
  later(() => choice() == refused && actions.rewrite(text));
};

/** What the choice means for tags and what they left; the file that does it may come later than the choice. */
actions.carry = () =>
  later(() => {
    const before = carried;
    carried = choice();
    ask(EVENTS.carry, 0, actions.placed(before));
  });
