// The WebAssembly engine: compiled on the spot, so that it decides before any later script runs.
import { engine } from './turn.js';

/** The module, one character per byte; put in when the file is packed. */
const MODULE = 'samtykke:module';

/** The characters as bytes. What newer browsers do at a stroke takes a loop four milliseconds on a slow phone. */
const bytes = () =>
  /** @type {any} */ (Uint8Array).fromBase64?.(btoa(MODULE)) || Uint8Array.from(MODULE, (character) => character.charCodeAt(0));

/**
 * Compiles the module synchronously (about a millisecond) and starts it.
 *
 * @returns {import('./turn.js').Engine}
 * @throws {Error} where the browser or the page's policy forbids WebAssembly, or the bytes are broken
 */
export const load = () => engine(/** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(bytes())).exports));
