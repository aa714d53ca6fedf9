// samtykke-vendors.js: vendors that few sites name, and those that an owner adds. samtykke.js loads it where the settings
// name one, and calls what stands here.
import { adopt } from './more/adopt.js';

Object.assign(document.currentScript || {}, { adopt });
