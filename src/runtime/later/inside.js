// What samtykke.js gives its later half: the same functions and values, not copies of them.

/** @type {import('../later.js').Inside} */
export let inside;

/** @param {import('../later.js').Inside} given */
export const take = (given) => void (inside = given);
