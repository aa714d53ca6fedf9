// The visitor's receipt: shown, copied, or downloaded.
import { asked, sha256, shown, uuid } from '../record/asked.js';
import { answer, until } from '../record/event.js';
import { DAY, consent, date, version } from '../record/handover.js';
import { read } from '../record/outbox.js';
import { iso27560, kantara } from '../record/receipt.js';
import { button, make } from './build.js';
import { controllers, isAddress } from './facts.js';

/** @typedef {import('./page.js').View} View */
/** @typedef {import('../record/receipt.js').Receipt} Receipt */

/** The event of the choice as it stands, if the record has made one in this browser. */
const recorded = () => {
  const { reference, day } = consent();
  const event = read().last?.event;
  return event?.reference == reference && event.answered == answered(day) ? event : undefined;
};

/** @param {number | null} day */
const answered = (day) => date(new Date(Number(day) * DAY));

/** What a receipt says of the choice as it stands. @param {View} view @returns {Promise<Receipt>} */
const receipt = async ({ handover, purposes }) => {
  const now = consent();
  const event = recorded();
  const { here } = controllers(handover);
  const { policy } = handover.settings;
  return {
    id: event?.id || uuid(await sha256(JSON.stringify(now))),
    reference: now.reference,
    time: event?.time || answered(now.day),
    until: date(until(now, handover)),
    isWithdrawn: event?.type == 'withdrawn',
    revision: now.revision,
    asked: await asked(handover, await shown(handover)),
    ...answer(now),
    of: purposes,
    controllers: here.length ? here : [{ name: location.hostname, url: location.origin }],
    policy: new URL(isAddress(policy) ? policy : '', document.baseURI).href,
    page: location.origin + location.pathname,
    version: version(),
  };
};

/** The forms, with the names that they have everywhere. @type {[string, string, (receipt: Receipt) => unknown][]} */
const FORMS = [
  ['ISO/IEC TS 27560', 'iso-27560', iso27560],
  ['Kantara 1.1', 'kantara-1.1', kantara],
];

/** Buttons for each form that there is of this choice; none without a choice. @param {View} view @param {HTMLElement} place */
export const receipts = async (view, place) => {
  const now = consent();
  // A refusal that anybody may write has no reference number, and so nothing to hold a receipt of.
  const whole = now.decided && now.reference ? await receipt(view) : undefined;
  const all = FORMS.flatMap(([name, file, form]) => {
    const made = whole && form(whole);
    return made ? [row(view, name, `samtykke-${file}-${now.reference}.json`, `${JSON.stringify(made, null, 2)}\n`)] : [];
  });
  place.replaceChildren(...all);
};

/** @param {View} view @param {string} name @param {string} file @param {string} text */
const row = (view, name, file, text) => {
  const { texts } = view;
  const copy = () => copied(text).then((isDone) => isDone && view.say(texts.copied));
  return make(
    'div',
    { class: 'controls' },
    make('details', {}, make('summary', {}, name), make('pre', { tabindex: '0', dir: 'ltr' }, text)),
    button(texts.copy, { 'aria-label': `${texts.copy}: ${name}` }, copy),
    button(texts.download, { 'aria-label': `${texts.download}: ${name}` }, () => download(file, text)),
  );
};

/** @param {string} text */
const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text); // Without HTTPS, in a frame, or where the visitor has said no.
  }
};

/** @param {string} text */
const copySelected = (text) => {
  const area = /** @type {HTMLTextAreaElement} */ (make('textarea', { readonly: true }));
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
};

/** @param {string} file @param {string} text */
const download = (file, text) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  make('a', { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};
