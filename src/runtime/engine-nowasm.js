// The same module, translated to JavaScript by wasm2js when the file is packed.
import * as module from 'samtykke-module';
import { engine } from './turn.js';

/** There is nothing to put in its place later. @returns {import('./turn.js').Engine} */
export const load = () => Object.assign(engine(module), { isWhole: true });
