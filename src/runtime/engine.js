// The WebAssembly engine: compiled on the spot, so that it decides before any later script runs.
import { bytes } from './bytes.js';
import { engine } from './turn.js';

/** The module of the first turn and the first layer's answers; put in when the file is packed. */
const MODULE = 'samtykke:module';

/**
 * Compiles the module synchronously (about a millisecond) and starts it.
 *
 * @returns {import('./turn.js').Engine}
 * @throws {Error} where the browser or the page's policy forbids WebAssembly, or the bytes are broken
 */
export const load = () => engine(/** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(bytes(MODULE))).exports));
