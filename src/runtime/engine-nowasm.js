// The same module, translated to JavaScript by wasm2js when the file is packed.
import * as module from 'samtykke-module';
import { turns } from './turn.js';

/** @returns {import('./turn.js').Turn} */
export const load = () => turns(module);
