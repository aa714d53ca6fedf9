// One turn: asks Rust, performs what it answers.
import { actions } from './actions.js';
import { choice } from './cookie.js';
import { insert } from './insert.js';
import { look } from './release.js';
import { beside, settings } from './settings.js';
import { prepare, text } from './texts.js';
import { running } from './vendors.js';
import { warn } from './warn.js';

/** Google's seven Consent Mode types, all denied, for the time when nobody can be asked. A test holds them against Rust's. */
const DENIED =
  '-ad_storage,ad_user_data,ad_personalization,analytics_storage,functionality_storage,personalization_storage,security_storage';

/** @type {import('./turn.js').Turn | undefined} */
let engine;
/** Whether the denied default has been pushed before Rust could be asked. */
let isLate = false;
/** What remains of a turn after its `paint`. @type {string[]} */
let remaining = [];
/** What is to be drawn when the texts are here; nothing if they are. @type {string[] | undefined} */
let waiting;
/** The choice at the end of the last turn. */
let knownChoice = '';
/** What `{id}` stands for in the actions that follow. */
let id = '';

/**
 * Puts an engine to work.
 *
 * @param {import('./turn.js').Turn} started
 */
export const begin = (started) => {
  engine = started;
  const fetching = prepare();
  if (fetching) waiting = [];
  ask('start');
  fetching?.then(() => {
    remaining.push(.../** @type {string[]} */ (waiting));
    waiting = undefined;
    perform(true);
  });
};

/** The denied default, for as long as nobody has decided. */
export const deny = () => {
  if (isLate) return;
  isLate = true;
  attempt('consent dataLayer default ' + DENIED);
  attempt('consent uetq default -ad_storage');
};

/**
 * One turn: tells Rust what happened and performs what it answers.
 *
 * @param {string} event
 * @param {string} [detail]
 */
export const ask = (event, detail = '') => {
  if (!engine) return;
  perform(); // what is left of the turn before comes first
  const [random] = crypto.getRandomValues(new BigUint64Array(1));
  const header = [event, detail, Math.floor(Date.now() / 1000), random.toString(16).padStart(16, '0'), choice(), [...running].join(' '), +isLate];
  try {
    remaining = engine([header, ...settings].map((fields) => fields.map(plain).join('\x1f')).join('\x1e')).split('\n');
  } catch (error) {
    engine = undefined;
    deny();
    warn('engine-failed', 'nothing more is released', error);
  }
  perform(true);
  knownChoice = choice();
};

/** Without the characters that part fields, records and lines, so that no text can forge one. @param {unknown} field */
const plain = (field) => `${field}`.replace(/[\x1e\x1f\n]/g, ' ').trim();

/**
 * Performs what remains of a turn. What follows a drawing waits until there are texts.
 *
 * @param {boolean} [pausing] whether it stops at `paint`, to go on once the browser has painted
 */
const perform = (pausing) => {
  for (let line; (line = remaining.shift()) !== undefined; ) {
    if (waiting && line.startsWith('draw')) waiting.push(line, ...remaining.splice(0));
    else if (line != 'paint') attempt(line);
    else if (pausing) {
      requestAnimationFrame(() => setTimeout(perform));
      setTimeout(perform, 200); // a hidden tab never paints
      return;
    }
  }
};

/**
 * Performs one action. One that fails, fails alone, and never in the page's face.
 *
 * @param {string} line a name and words; `$name` is a text in the visitor's language
 */
const attempt = (line) => {
  const [name, ...words] = line.trimStart().replace('{id}', () => id).split(' ');
  try {
    if (name == 'for') id = words.join(' ');
    else if (name) actions[name](...words.map((word) => (word[0] == '$' ? text(word.slice(1)) : word)));
  } catch (error) {
    warn('action-failed', line, error);
  }
};

/** Looks for held tags. */
export const scan = () => ask('found', look());

actions.scan = scan;

/** Follows a choice that was made elsewhere: in another tab, or before the page came back from the back/forward cache. */
export const follow = () => choice() != knownChoice && ask('follow', knownChoice);

/** Loads the inspector; visitors never pay for it. */
export const inspect = () => insert(beside('samtykke-inspector.js'));
