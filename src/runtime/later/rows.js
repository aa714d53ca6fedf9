// What the catalogue knows of the first vendors, and only the later half needs.

/** By id: name, leftovers, calls of its consent signal, as in `catalogue.js`; put in when the file is packed. @type {any} */
const vendors = 'samtykke:vendors';

/** @type {Record<string, string[]>} */
export const rows = vendors;
