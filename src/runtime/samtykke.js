// samtykke.js, the one script a site embeds: the runtime with the WebAssembly module inside.
import { start } from './page.js';
import { load } from './engine.js';

start(load);
