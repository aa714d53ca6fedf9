// samtykke-nowasm.js: the same Rust as JavaScript, for pages whose Content Security Policy forbids WebAssembly.
// Loaded by samtykke.js it hands its engine over; embedded by itself it does everything.
import { load } from './engine-nowasm.js';
import { script } from './settings.js';
import { start } from './page.js';

if (script.dispatchEvent(new CustomEvent('samtykke:engine', { cancelable: true, detail: load }))) start(load);
