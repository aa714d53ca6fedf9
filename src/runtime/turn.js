// One turn: a text and numbers in, a text out. `src/shipped/samtykke/exports.rs` is the other side.

/**
 * @typedef {object} Module
 * @property {{ buffer: ArrayBuffer }} memory
 * @property {(length: number) => number} reserve makes room for a text of so many bytes, gives its address or 0
 * @property {(length: number, ...numbers: number[]) => number} handle runs a turn, gives the length of the output, which stands behind the text
 * @property {(length: number) => number} check the same, for a setting
 *
 * @typedef {((name: 'handle' | 'check', text: string, ...numbers: number[]) => string) & { isWhole?: boolean }} Engine
 */

/**
 * @param {Module} module
 * @returns {Engine}
 */
export const engine = (module) => (name, text, ...numbers) => {
  const bytes = new TextEncoder().encode(text);
  const address = module.reserve(bytes.length);
  if (!address) throw new Error('out of memory');
  new Uint8Array(module.memory.buffer).set(bytes, address);
  const length = module[name](bytes.length, ...numbers);
  return new TextDecoder().decode(new Uint8Array(module.memory.buffer, address + bytes.length, length));
};
