// The module of all turns, in place of the one that knows the first turn and the first layer's answers.
import { bytes } from '../bytes.js';
import { warn } from '../warn.js';
import { inside } from './inside.js';

/** Put in when the file is packed. */
const MODULE = 'samtykke:module';

/** Compiles it, not in the visitor's way. Where that is forbidden, the engine at work is whole: `samtykke-nowasm.js`. */
export const employWhole = async () => {
  if (inside.employ()?.isWhole) return;
  const compiled = await WebAssembly.instantiate(bytes(MODULE)).catch((error) => warn('wasm-failed', 'samtykke-later.js', error));
  if (compiled) inside.employ(inside.engine(/** @type {any} */ (compiled.instance.exports)));
};
