// One turn: numbers and a text in, a text out. `src/wire/lib.rs` and `src/shipped/samtykke/exports.rs` are the other side.

/**
 * @typedef {object} Module
 * @property {{ buffer: ArrayBuffer }} memory
 * @property {(length: number) => number} reserve makes room for a text of so many bytes, gives its address or 0
 * @property {(length: number, ...numbers: number[]) => number} handle gives the length of the output behind the text
 * @property {(length: number, path: number) => number} check the same, for a setting
 *
 * @typedef {object} Engine
 * @property {(text: string, ...numbers: number[]) => string} handle one turn: gives the actions, a line each
 * @property {(path: string, value: string) => string} check says what is wrong with a setting; nothing if nothing is
 */

const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);

/**
 * @param {Module} module
 * @returns {Engine}
 */
export const engine = (module) => {
  const call = (/** @type {'handle' | 'check'} */ name, /** @type {string} */ text, /** @type {number[]} */ numbers) => {
    const bytes = encode(text);
    const address = module.reserve(bytes.length);
    if (!address) throw new Error('out of memory');
    new Uint8Array(module.memory.buffer).set(bytes, address);
    const length = /** @type {any} */ (module)[name](bytes.length, ...numbers);
    return new TextDecoder().decode(new Uint8Array(module.memory.buffer, address + bytes.length, length));
  };
  return {
    handle: (text, ...numbers) => call('handle', text, numbers),
    check: (path, value) => call('check', path + value, [encode(path).length]),
  };
};
