// The cookies and keys of a service: which of them are there now, and a button that removes each.
import { button, make } from './build.js';
import { fits, present, remove } from './jar.js';
import { life, put } from './words.js';

/** @typedef {import('./page.js').View} View */
/** @typedef {import('../record/receipt.js').Item} Item */

/** Tables stay tables for who hears them, also where styles make blocks of them. @param {string} tag @param {string} role @param {(Node | string)[]} children */
const cell = (tag, role, ...children) => make(tag, { role }, ...children);

/**
 * @param {View} view
 * @param {string} of whose they are
 * @param {Item[]} items
 */
export const table = (view, of, items) => {
  const { texts } = view;
  const heads = [texts.name, texts.kind, texts.lifetime, texts.present_now];
  return make(
    'table',
    { role: 'table' },
    make('caption', {}, of),
    cell('thead', 'rowgroup', cell('tr', 'row', ...heads.map((head) => make('th', { role: 'columnheader', scope: 'col' }, head)))),
    cell('tbody', 'rowgroup', ...items.map((item) => row(view, heads, item))),
  );
};

/** @param {View} view @param {string[]} heads @param {Item} item */
const row = (view, heads, item) => {
  const { texts } = view;
  const said = (/** @type {number} */ at, /** @type {string} */ text) => make('td', { 'role': 'cell', 'data-head': heads[at] }, text);
  const now = make('td', { 'role': 'cell', 'data-head': heads[3] });
  view.live.push(() => mark(view, now, item));
  return cell(
    'tr',
    'row',
    make('th', { role: 'rowheader', scope: 'row' }, make('code', {}, item.name), item.text ? make('small', {}, make('bdi', {}, item.text)) : ''),
    said(1, texts[item.kind]),
    said(2, life(texts, item)),
    now,
  );
};

/** Shows which names of an item are there; touches nothing while nothing changes, since a button there may have the focus. @param {View} view @param {HTMLElement} place @param {Item} item */
const mark = (view, place, { name, kind }) => {
  const names = view.present[kind].filter((one) => fits(name, one));
  view.listed[kind].push(...names);
  if (place.dataset.now == `${names}`) return;
  const hadFocus = place.contains(view.focused());
  place.dataset.now = `${names}`;
  place.replaceChildren(...(names.length ? names.map((one) => found(view, kind, one, one != name)) : [view.texts.no]));
  if (!hadFocus) return;
  place.tabIndex = -1; // What had the focus is gone: its place takes it.
  place.focus();
};

/** @param {View} view @param {Item['kind']} kind @param {string} name @param {boolean} isShown whether the name stands nowhere else */
export const found = (view, kind, name, isShown) => {
  const { texts } = view;
  const press = () => {
    view.say(put(remove(kind, name) ? texts.deleted : texts.not_deleted, name));
    view.look();
  };
  return make(
    'span',
    { class: 'found' },
    isShown ? make('code', {}, name) : make('b', {}, texts.yes),
    button(texts.delete, { 'aria-label': put(texts.delete_named, name) }, press),
  );
};

/** What is there and stands in no table. @param {View} view @param {HTMLElement} place */
export const unlisted = (view, place) => {
  view.live.push(() => {
    const { texts, present, listed } = view;
    const kinds = /** @type {const} */ (['cookie', 'storage']);
    const all = kinds.flatMap((kind) => present[kind].filter((name) => !listed[kind].includes(name)).map((name) => ({ kind, name })));
    const now = all.map(({ name }) => name).join();
    if (place.dataset.now == now) return;
    place.dataset.now = now;
    place.hidden = !all.length;
    const entries = all.map(({ kind, name }) => make('li', {}, `${texts[kind]}: `, found(view, kind, name, true)));
    place.replaceChildren(view.heading(1, texts.unlisted), make('ul', {}, ...entries));
  });
};

/** Looks again, for all tables. @param {View} view */
export const look = (view) => {
  view.present = present();
  view.listed = { cookie: [], storage: [] };
  for (const update of view.live) update();
};
