// Puts a function around the browser's own.

/** @typedef {(original: Function) => (this: any, ...words: any[]) => any} Around */

/**
 * Methods and setters that the prototype itself has; other names are left out.
 *
 * @param {any} prototype
 * @param {string[]} names
 * @param {Around} around
 */
export const patch = (prototype, names, around) => {
  for (const name of names) {
    const property = /** @type {any} */ (Object.getOwnPropertyDescriptor(prototype, name)) || {};
    const kind = property.set ? 'set' : 'value';
    if (property[kind]) Object.defineProperty(prototype, name, { ...property, [kind]: around(property[kind]) });
  }
};
