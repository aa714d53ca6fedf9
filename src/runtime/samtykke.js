// samtykke.js, the one script a site embeds: the runtime with the WebAssembly module inside.
import { load } from './engine.js';
import { start } from './page.js';

start(load);
