// One turn: text in, text out. `src/wire/lib.rs` is the other side.

/**
 * @typedef {object} Module
 * @property {{ buffer: ArrayBuffer }} memory
 * @property {(length: number) => number} reserve makes room for an input of so many bytes, gives its address or 0
 * @property {(length: number) => number} handle runs the turn, gives the length of the output behind the input
 *
 * @typedef {(input: string) => string} Turn
 */

/**
 * @param {Module} module
 * @returns {Turn}
 */
export const turns = (module) => (input) => {
  const bytes = new TextEncoder().encode(input);
  const address = module.reserve(bytes.length);
  if (!address) throw new Error('out of memory');
  new Uint8Array(module.memory.buffer).set(bytes, address);
  const length = module.handle(bytes.length);
  return new TextDecoder().decode(new Uint8Array(module.memory.buffer, address + bytes.length, length));
};
