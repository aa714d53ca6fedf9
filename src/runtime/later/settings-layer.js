// The settings layer: purposes, and who takes part in each.
import { element, facts } from './facts.js';
import { comeFirst } from './foremost.js';
import { boxes, purposeOf } from './form.js';
import { inside } from './inside.js';
import { bringNames, names, placed } from './placed.js';
import { declaration, prepare } from './texts.js';
import { name as nameOf } from './vendors.js';

/** The recipes of `dialog/views.rs`; put in when the file is packed. @type {any} */
const VIEWS = 'samtykke:views';

/** The layer's style sheet, minified, until it is used; put in when the file is packed. */
let styles = 'samtykke:styles';

/** Vendors that are listed here alone stand in front of those that the turn brings. */
export const open = async () => {
  comeFirst();
  const [vendors] = await Promise.all([placed(), prepare()]);
  inside.ask(inside.EVENTS.settings, 0, vendors && `- ${vendors}`);
};

/**
 * A purpose's box speaks for its vendors': they follow it, and it follows them where they agree.
 *
 * @param {Event} event
 */
const agree = ({ target }) => {
  const box = /** @type {HTMLInputElement} */ (target);
  const purpose = purposeOf(box) || box;
  const vendors = boxes(box).filter((one) => purposeOf(one) == purpose);
  if (box == purpose) for (const vendor of vendors) vendor.checked = box.checked;
  else if (vendors.every((vendor) => vendor.checked == box.checked)) purpose.checked = box.checked;
  mix(purpose, vendors);
};

/** @param {HTMLInputElement} purpose @param {HTMLInputElement[]} vendors */
const mix = (purpose, vendors) => (purpose.indeterminate = vendors.some((vendor) => vendor.checked != purpose.checked));

/** A purpose of many vendors names so many; all of them stand in its list. */
const NAMES = 8;

/** @param {Element} names */
const shorten = (names) => {
  const others = [...names.children].slice(NAMES);
  if (others.length < 2) return;
  const more = new Intl.NumberFormat(inside.host.lang, { signDisplay: 'always' }).format(others.length);
  others.forEach((one, at) => (at ? one.remove() : (one.textContent = more)));
};

/** Once the layer is drawn: names are few, and a purpose with a vendor that differs is mixed. */
const finish = () => {
  const layer = inside.known.settings;
  layer.onchange = agree;
  layer.querySelectorAll('summary').forEach(shorten);
  bringNames(layer);
  for (const box of boxes(layer)) {
    const purpose = purposeOf(box);
    if (purpose && purpose.checked != box.checked) purpose.indeterminate = true;
  }
};

/** What Rust can ask for this layer. @type {Record<string, (...words: string[]) => void>} */
export const layers = {
  view(name, id) {
    if (styles) inside.style(styles);
    styles = '';
    inside.texts()['vendor.' + id] = names[id] || nameOf(id);
    if (name == 'answers') finish();
    for (const line of VIEWS[name].split('\n')) inside.attempt(line.replaceAll('{id}', id));
  },

  facts,

  /** Says that the browser's objection is heard. */
  objects() {
    const place = inside.known.settings.querySelector('p');
    const isGlobal = [1, 'true'].some((/** @type {any} */ said) => /** @type {any} */ (navigator).globalPrivacyControl == said);
    declaration().then(({ gpc = '' }) => place?.after(element('p', isGlobal ? gpc : gpc.replace('Global Privacy Control', 'Do Not Track'))));
  },
};
