// The present choice, and how it is changed: the same controls as in the dialog.
import { until } from '../record/event.js';
import { DAY, PURPOSES, consent, date } from '../record/handover.js';
import { button, make, terms } from './build.js';
import { day } from './words.js';

/** @typedef {import('./page.js').View} View */

/** Date, end and reference number of the choice; anew at every change. @param {View} view */
export const state = ({ texts, handover }) => {
  const now = consent();
  if (!now.decided) return make('p', {}, texts.no_choice);
  const given = now.day === null ? undefined : new Date(now.day * DAY);
  const time = (/** @type {Date} */ at) => make('time', { datetime: date(at) }, day(texts.language, at));
  return terms([
    ...PURPOSES.map((purpose) => /** @type {[string, string]} */ ([texts[purpose], now[purpose] ? texts.yes : texts.no])),
    [texts.answered, given && time(given)],
    [texts.valid_until, given && time(until(now, handover))],
    [texts.reference, now.reference && make('code', {}, now.reference)],
  ]);
};

/** @param {View} view */
export const controls = ({ texts }) =>
  make(
    'p',
    { class: 'controls' },
    button(texts.accept, { 'data-samtykke': 'accept' }),
    button(texts.reject, { 'data-samtykke': 'reject' }),
    button(texts.settings, { 'data-samtykke': 'settings' }),
    button(texts.withdraw, { 'data-samtykke': 'withdraw' }),
  );

/** @param {View} view */
export const save = ({ texts }) => make('p', { class: 'controls' }, button(texts.save, { 'data-samtykke': 'save' }));

/** A box that the visitor ticks for a yes, with the heading it belongs to. @param {string} name of a purpose or vendor @param {HTMLElement} heading */
export const box = (name, heading) => {
  const input = make('input', { type: 'checkbox', name: `samtykke-${name}`, autocomplete: 'off' });
  heading.replaceChildren(make('label', {}, input, make('span', {}, ...heading.childNodes)));
  return heading;
};

/** @param {ParentNode} form @returns {HTMLInputElement[]} */
const boxes = (form) => [...form.querySelectorAll('input')];

/** What a box is for. @param {HTMLInputElement} box */
const nameOf = (box) => box.name.slice('samtykke-'.length);

/** The single vendors in the cookie, with the signs before them; none where the browser refuses cookies. */
const exceptions = () => {
  try {
    const [, value = ''] = /(?:^|; )samtykke=([^;]*)/.exec(document.cookie) || [];
    return value.split('.').slice(5);
  } catch {
    return [];
  }
};

/** Whether a purpose or vendor is accepted as the choice stands; of vendors marked in other pages only the cookie tells. @param {View} view @param {string} name */
const isAccepted = ({ purposeOf }, name) => {
  const now = /** @type {any} */ (consent());
  if (!purposeOf[name]) return now[name];
  const said = exceptions().filter((one) => one.slice(1) == name).pop();
  return now.vendors[name] ?? (said ? said[0] == '+' : now[purposeOf[name]]);
};

/** Ticks what is accepted now. @param {View} view @param {ParentNode} form */
export const tick = (view, form) => {
  for (const box of boxes(form)) box.checked = isAccepted(view, nameOf(box));
};

/** A purpose takes its vendors along; a vendor can differ. @param {View} view @param {ParentNode} form @param {HTMLInputElement} changed */
export const carry = ({ purposeOf }, form, changed) => {
  for (const box of boxes(form)) if (purposeOf[nameOf(box)] == nameOf(changed)) box.checked = changed.checked;
};

/** The ticked purposes, and the vendors that differ from theirs; one that was refused and has no box here stays refused. @param {View} view @param {ParentNode} form @returns {[string[], string[]]} */
export const ticked = ({ purposeOf }, form) => {
  const all = boxes(form);
  const isTicked = (/** @type {string} */ name) => all.some((box) => nameOf(box) == name && box.checked);
  const vendors = all.map(nameOf).filter((name) => purposeOf[name] && isTicked(name) != isTicked(purposeOf[name]));
  const elsewhere = exceptions().filter((one) => one[0] == '-' && !all.some((box) => nameOf(box) == one.slice(1)));
  return [PURPOSES.filter(isTicked), [...vendors.map((name) => (isTicked(name) ? '+' : '-') + name), ...elsewhere]];
};
