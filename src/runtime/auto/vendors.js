// Whose an address is, by the catalogue: nearly the rules of `by_url` in src/catalogue/address.rs.

import { PURPOSES } from './choice.js';

/**
 * For each purpose its vendors: the id, then beginnings of its addresses as regular expressions; `~` stands for the id,
 * `!` for `.com/`.
 * Put in when the file is packed.
 */
const TABLE = 'samtykke:owners';

/** @typedef {{ purpose: string, vendor: string }} Owner whom an address belongs to */

/** @type {(Owner & { length: number, form: RegExp })[] | undefined} */
let patterns;

/** All patterns; the longest says most and comes first. Made when the first foreign address is met. */
const prepare = () =>
  TABLE.split(';')
    .flatMap((group, place) =>
      group.split(',').flatMap((entry) => {
        const [vendor, ...written] = entry.split(' ');
        return written.map((short) => {
          const pattern = short.replace('~', vendor).replace('!', '.com/');
          return { purpose: PURPOSES[place], vendor, length: pattern.length, form: new RegExp(`^([^/]*\\.)?${pattern}`) };
        });
      }),
    )
    .sort((one, other) => other.length - one.length);

/**
 * The vendor of an address; who is in no list is taken for marketing.
 *
 * @param {URL} url
 * @returns {Owner}
 */
export const owner = ({ hostname, pathname, search }) => {
  patterns ??= prepare();
  return patterns.find(({ form }) => form.test(hostname + pathname + search)) || { purpose: 'marketing', vendor: '' };
};
