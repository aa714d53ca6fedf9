// Whose an address is, by the catalogue: the same rules as `by_url` in src/catalogue/address.rs.

const PURPOSES = ['functional', 'statistics', 'marketing', 'necessary'];

/**
 * For each purpose its vendors: the id, then patterns of its addresses; `~` in a pattern stands for the id. Put in when
 * the file is packed.
 */
const TABLE = 'samtykke:vendors';

/** @typedef {{ purpose: string, vendor?: string }} Owner whom an address belongs to */

/**
 * `.host` is that host and all below it; a path is a beginning that ends with a word; `*` is anything.
 *
 * @param {string} pattern
 */
const expression = (pattern) =>
  pattern
    .replace(/[.?]/g, '\\$&')
    .replace(/^\\\./, '(.*\\.)?')
    .replace('\\?', '\\?(.*&)?')
    .replace(/\*/g, '.*')
    .replace(/^[^/]*$/, '$&/')
    .replace(/\w$/, '$&\\b');

/** A path says more than a host, a host more than a file that may lie anywhere; then the longest. @param {string} pattern */
const strength = (pattern) => (pattern[0] == '*' ? 0 : pattern.includes('/') ? 200 : 100) + pattern.length;

/** @type {{ owner: Owner, test: RegExp, weight: number }[] | undefined} */
let patterns;

/** All patterns, the strongest first; made when the first foreign address is met. */
const prepare = () =>
  TABLE.split('|')
    .flatMap((group, place) =>
      group.split(',').flatMap((entry) => {
        const [vendor, ...written] = entry.split(' ');
        const owner = { purpose: PURPOSES[place], vendor };
        return written
          .map((pattern) => pattern.replace('~', vendor))
          .map((pattern) => ({ owner, test: new RegExp('^' + expression(pattern)), weight: strength(pattern) }));
      }),
    )
    .sort((one, other) => other.weight - one.weight);

/**
 * The vendor of an address; who is in no list is taken for marketing.
 *
 * @param {URL} url
 * @returns {Owner}
 */
export const owner = ({ hostname, pathname, search }) => {
  patterns ??= prepare();
  return patterns.find(({ test }) => test.test(hostname + pathname + search))?.owner || { purpose: 'marketing' };
};
