// Makes samtykke.js whole.
import { watch } from './alarm.js';
import { focusing, stay } from './focus.js';
import { saveForm } from './form.js';
import { carried } from './placed.js';
import { rewrite } from './remove.js';
import { saveChoices } from './save.js';
import { look as lookForDuplicates } from './duplicates.js';
import { look } from './honesty.js';
import { inside, take } from './inside.js';
import { hearOthers, inspect, listen, reopen } from './listen.js';
import { marked } from './marked.js';
import { loadPages } from './pages.js';
import { answersForm, confirm, reload } from './reload.js';
import { layers, open } from './settings-layer.js';
import { lookAtRevisions } from './since.js';
import { prepare } from './texts.js';
import { uncover } from './uncovered.js';
import { telling } from './unsaved.js';
import { complete, vendors } from './vendors.js';
import { employWhole } from './whole.js';

/** What of the first layer's looks nobody sees before; put in when the file is packed. */
const STYLES = 'samtykke:rest';

/** How long what the visitor does not wait for leaves the processor alone, milliseconds. */
const IDLE = 1000;

const idle = () => {
  look();
  if (inside.known.first) matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look);
  lookForDuplicates();
  lookAtRevisions();
  answersForm();
  confirm();
  hearOthers();
  reopen();
};

/** @param {import('../later.js').Inside} given */
export const adopt = async (given) => {
  take(given);
  await employWhole();
  complete();
  /** By a control of a form, or by a script that calls `samtykke.save()`. @param {any} given */
  const save = (given) => (given?.closest ? saveForm(given) : saveChoices(given));
  Object.assign(inside.actions, vendors, layers, marked, focusing(), telling(), { inspect, open, placed: carried, reload, rewrite, save, settings: open });
  listen();
  watch();
  inside.style(STYLES);
  uncover();
  stay();
  loadPages();
  if (!inside.choice()) prepare();
  setTimeout(idle, IDLE);
};
