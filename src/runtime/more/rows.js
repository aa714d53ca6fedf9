// What the catalogue knows of the vendors of this file.

/** As in `catalogue.js`; put in when the file is packed. @type {any} */
const vendors = 'samtykke:vendors';

/** @type {typeof import('../catalogue.js').catalogue} */
export const rows = vendors;

/** The settings of a single vendor, and their forms; put in when the file is packed. @type {any} */
const settings = 'samtykke:forms';

/** @type {Record<string, string>} */
export const forms = settings;
