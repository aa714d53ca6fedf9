// samtykke-record.js: keeps the record of every answer. samtykke.js loads it where `data-endpoint` is set, and calls `adopt`.
import { keep } from './keep.js';

Object.assign(document.currentScript || {}, { adopt: keep });
