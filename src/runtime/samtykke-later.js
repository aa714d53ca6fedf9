// samtykke-later.js: what can wait for the first paint. samtykke.js loads it then, or when somebody asks for it earlier,
// and calls what stands here.
import { adopt } from './later/adopt.js';

Object.assign(document.currentScript || {}, { adopt });
