// Puts a function around one of the browser's own.

/** @typedef {(original: Function) => (this: any, ...words: any[]) => any} Around */

/**
 * Methods that the prototype itself has; the others are left out.
 *
 * @param {any} prototype
 * @param {string} names
 * @param {Around} around
 */
export const methods = (prototype, names, around) => {
  for (const name of names.split(' ')) {
    const property = Object.getOwnPropertyDescriptor(prototype || {}, name);
    if (property?.value) Object.defineProperty(prototype, name, { ...property, value: around(property.value) });
  }
};

/**
 * The same for setters.
 *
 * @param {any} prototype
 * @param {string} name
 * @param {Around} around
 */
export const setter = (prototype, name, around) => {
  const property = Object.getOwnPropertyDescriptor(prototype || {}, name);
  if (property?.set) Object.defineProperty(prototype, name, { ...property, set: around(property.set) });
};
