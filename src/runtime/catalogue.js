// Vendors that are managed from an id alone.

/**
 * What the catalogue (`src/catalogue`) knows of a vendor; of one that `samtykke-vendors.js` manages only the first, until
 * that file has come:
 * its global, and if that is a function, the names of its queue and of the handler that the script puts beside it;
 * what it is for (functional 1, statistics 2, marketing 4), 8 more if it pings without cookies while consent is denied, 32
 * more if its script goes on whatever it is told;
 * an id: all of its ids have the same form;
 * the address of its script, `{id}` stands for the id, or what is behind its slash;
 * the calls that begin with it, for each id;
 * and, for the first vendors from `samtykke-later.js`:
 * its name as a visitor reads it;
 * names of cookies and of keys in local storage that it writes on the site, `*` stands for any rest;
 * the calls of its own consent signal: granted, denied.
 *
 * @typedef {[
 *   global: string, kind: number, example: string, script: string, calls?: string,
 *   name?: string, leftovers?: string, grant?: string, revoke?: string,
 * ]} Vendor
 */

/** By id, in the order in which their tags are released; put in when the file is packed. @type {any} */
const vendors = 'samtykke:vendors';

/** @type {Record<string, Vendor>} */
export const catalogue = vendors;
