// samtykke-declaration.js: the cookie page. samtykke.js loads it where a page has a `<samtykke-declaration>`, and calls `adopt`.
import { define } from './page.js';

Object.assign(document.currentScript || {}, { adopt: define });
