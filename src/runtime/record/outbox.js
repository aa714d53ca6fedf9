// The events that wait for the endpoint. They are kept before they are sent, so that neither a closed tab nor a server that is
// down loses one, and sent under a lock that all tabs of the site share, so that none is sent twice.

/** @typedef {import('./event.js').Event} Event */

/**
 * @typedef {object} Entry
 * @property {Event} event
 * @property {number} tries
 * @property {number} after it is not sent before this moment
 * @property {boolean} [sent] it has left, and no answer has come
 *
 * @typedef {object} Box
 * @property {{ choice: string, event: Event }} [last] the last answer that became an event
 * @property {Entry[]} waiting
 */

const KEY = 'samtykke-outbox';

/** An endpoint that never answers must not fill the visitor's storage. */
const MOST = 50;

/** The first pause after a failure, and the longest, milliseconds. */
const PAUSE = 2000;
const LONGEST = 600_000;

/** Where the browser keeps nothing, the page does. @type {Box} */
let memory = { waiting: [] };

/** What is kept, however broken. @returns {Box} */
export const read = () => {
  try {
    const box = JSON.parse(localStorage[KEY]);
    return { last: box.last, waiting: box.waiting.filter((/** @type {Entry} */ entry) => entry.event.id) };
  } catch {
    return memory;
  }
};

/** @param {Box} box */
const write = (box) => {
  memory = box;
  try {
    localStorage[KEY] = JSON.stringify({ ...box, waiting: box.waiting.slice(-MOST) });
  } catch {
    // Refused or full: it holds for the page.
  }
};

/** Whether what is written is kept. */
export const isKept = () => {
  try {
    localStorage[KEY] ??= '';
    return localStorage[KEY] !== undefined;
  } catch {
    return false;
  }
};

/**
 * Does something while no other tab does.
 *
 * @param {() => Promise<unknown>} work
 * @returns {Promise<unknown>}
 */
const alone = async (work) => {
  let isBegun = false;
  try {
    return await navigator.locks.request(KEY, () => {
      isBegun = true;
      return work();
    });
  } catch (error) {
    if (isBegun) throw error;
    return work(); // An old browser, a sandboxed frame, or a page without HTTPS.
  }
};

/**
 * Makes an event of an answer, unless a tab has done so already.
 *
 * @param {string} choice
 * @param {(last: Box['last']) => Promise<Event | undefined>} make
 */
export const note = (choice, make) =>
  alone(async () => {
    const { last } = read();
    if (last?.choice == choice) return;
    const event = await make(last);
    if (event) write({ last: { choice, event }, waiting: [...read().waiting, { event, tries: 0, after: 0 }] });
  });

/** @param {string} id @param {(entry: Entry) => Entry[]} change what comes in its place */
const change = (id, change) => {
  const box = read();
  write({ ...box, waiting: box.waiting.flatMap((entry) => (entry.event.id == id ? change(entry) : [entry])) });
};

/** Sends an event, and tells whether the endpoint has taken it; nothing if the page went before it answered. @typedef {(event: Event) => Promise<boolean | undefined>} Send */

/**
 * Sends what waits.
 *
 * An entry that has left without an answer, although nobody holds the lock, was under way when its page went: the browser goes
 * on sending it (`keepalive`), so it is not sent again.
 *
 * @param {Send} send
 * @param {boolean} [isNow] without waiting for the end of a pause
 * @returns {Promise<number>} milliseconds until the next one may be sent; infinite if there is none
 */
export const empty = async (send, isNow) => {
  await alone(async () => {
    for (const { event, after, sent } of read().waiting) {
      if (sent) change(event.id, () => []);
      else if (isNow || after <= Date.now()) await attempt(event, send);
    }
  });
  return Math.min(...read().waiting.map(({ after }) => Math.max(after - Date.now(), 0)));
};

/** @param {Event} event @param {Send} send */
const attempt = async (event, send) => {
  change(event.id, (entry) => [{ ...entry, sent: true }]);
  const isTaken = await send(event);
  if (isTaken === undefined) return;
  change(event.id, ({ tries }) =>
    isTaken ? [] : [{ event, tries: tries + 1, after: Date.now() + Math.min(PAUSE * 2 ** tries, LONGEST) }],
  );
};
