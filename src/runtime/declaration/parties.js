// Who answers for the site, who hears complaints, and what else a visitor can do.
import { link, make, terms } from './build.js';
import { controllers, isAddress } from './facts.js';
import { country as countryName } from './words.js';

/** @typedef {import('./page.js').View} View */
/** @typedef {import('../record/receipt.js').Controller} Controller */

/** @param {View} view */
export const parties = (view) => {
  const { texts, handover } = view;
  const { here, others } = controllers(handover);
  const { policy } = handover.settings;
  return make(
    'section',
    { class: 'parties' },
    here.length > 0 && view.heading(1, texts.controller),
    ...here.map((one) => address(view, one)),
    others.length > 0 && view.heading(1, texts.group),
    ...others.map((one) => address(view, one)),
    make('p', {}, texts.how_to_delete),
    isAddress(policy) && make('p', {}, link(texts.policy, policy)),
  );
};

/** @param {View} view @param {Controller} controller */
const address = ({ texts }, controller) => {
  const { name, number, address, country, contact, email, phone, url, sites, authority } = controller;
  const lines = [number, [address, country && countryName(texts.language, country)].filter(Boolean).join(', '), contact, phone, sites?.split(/[\s,]+/).join(', ')];
  return make(
    'div',
    { class: 'party' },
    make('b', {}, link(name, isAddress(url) && /** @type {string} */ (url))),
    ...lines.filter(Boolean).map((line) => make('div', {}, make('bdi', {}, line))),
    email ? make('div', {}, link(email, /^[^\s:?&]+@[^\s:?&]+$/.test(email) && `mailto:${email}`)) : undefined,
    terms([[texts.authority, authority]]),
  );
};
