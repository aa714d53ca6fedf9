// Makes samtykke.js whole.
import { carried } from './placed.js';
import { saveForm } from './form.js';
import { watch } from './alarm.js';
import { look as lookForDuplicates } from './duplicates.js';
import { look } from './honesty.js';
import { inside, take } from './inside.js';
import { hearOthers, inspect, listen, reopen } from './listen.js';
import { marked } from './marked.js';
import { loadPages } from './pages.js';
import { answersForm, reload } from './reload.js';
import { layers, open } from './settings-layer.js';
import { prepare } from './texts.js';
import { uncover } from './uncovered.js';
import { complete, vendors } from './vendors.js';

/** How long what the visitor does not wait for leaves the processor alone, milliseconds. */
const IDLE = 1000;

const idle = () => {
  look();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look);
  lookForDuplicates();
  answersForm();
  hearOthers();
  reopen();
};

/** @param {import('../later.js').Inside} given */
export const adopt = (given) => {
  take(given);
  complete();
  Object.assign(inside.actions, vendors, layers, marked, { inspect, open, placed: carried, reload, save: saveForm, settings: open });
  listen();
  watch();
  uncover();
  loadPages();
  if (!inside.choice()) prepare();
  setTimeout(idle, IDLE);
};
