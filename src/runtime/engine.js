// The WebAssembly engine: compiled on the spot, so that it decides before any later script runs.
import { engine } from './turn.js';

/** The module, one character per byte; put in when the file is packed. */
const MODULE = 'samtykke:module';

/**
 * Compiles the module synchronously (about a millisecond) and starts it.
 *
 * @returns {import('./turn.js').Engine}
 * @throws {Error} where the browser or the page's policy forbids WebAssembly, or the bytes are broken
 */
export const load = () => {
  const bytes = new Uint8Array(MODULE.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = MODULE.charCodeAt(at);
  return engine(/** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports));
};
