// The same module, translated to JavaScript by wasm2js when the file is packed.
import * as module from 'samtykke-module';
import { engine } from './turn.js';

/** @returns {import('./turn.js').Engine} */
export const load = () => engine(module);
