// Purposes, who serves them, and what these leave in the browser.
import { box, save } from './choice.js';
import { link, make, terms } from './build.js';
import { isAddress } from './facts.js';
import { table } from './items.js';
import { country } from './words.js';

/** @typedef {import('./page.js').View} View */
/** @typedef {import('../record/receipt.js').Purpose} Purpose */
/** @typedef {import('../record/receipt.js').Service} Service */

/** Every purpose in a part of its own, inside one form. @param {View} view */
export const services = (view) => make('form', {}, ...view.purposes.map((purpose) => part(view, purpose)), save(view));

/** @param {View} view @param {Purpose} purpose */
const part = (view, purpose) => {
  const { texts } = view;
  const isNecessary = purpose.id == 'necessary';
  const basis = isNecessary ? texts.basis_necessary : texts.basis_consent;
  return make(
    'section',
    { class: 'purpose' },
    isNecessary ? view.heading(1, purpose.name) : box(purpose.id, view.heading(1, purpose.name)),
    make('p', {}, purpose.text),
    isNecessary && make('p', {}, make('b', {}, texts.always)),
    terms([
      [texts.legal_basis, basis],
      [texts.retention, purpose.retention],
    ]),
    ...(purpose.services.length ? purpose.services.map((one) => service(view, purpose, one)) : [make('p', {}, texts.no_services)]),
  );
};

/** A link that says on whose host it leads; nothing if it is no address. @param {string} [address] */
const host = (address) => isAddress(address) && link(new URL(/** @type {string} */ (address), document.baseURI).hostname, address);

/** @param {View} view @param {Purpose} purpose @param {Service} one */
const service = (view, purpose, one) => {
  const { texts } = view;
  const transfer = one.transfer && texts[`transfer_${one.transfer}`];
  return make(
    'section',
    { class: 'service' },
    one.id && purpose.id != 'necessary' ? box(one.id, view.heading(2, one.name)) : view.heading(2, one.name),
    terms([
      [texts.company, one.company],
      [texts.country, one.country && country(texts.language, one.country)],
      [texts.role, one.role && texts[`role_${one.role}`]],
      [texts.transfer, transfer],
      [texts.retention, one.retention],
      [texts.policy, host(one.policy)],
      [texts.choices, host(one.choices)],
    ]),
    one.items.length ? table(view, `${texts.heading}: ${one.name}`, one.items) : undefined,
  );
};
