// What stands in a held frame: whose content it is, and two buttons. The frame keeps its place and size; what it shows is
// drawn inside its own empty document, which no style of the page reaches.
import { factsOf } from './facts.js';
import { inside } from './inside.js';
import { declaration } from './texts.js';

/** @typedef {import('./release.js').Tag & HTMLIFrameElement} Frame */

/** Minified by hand: it is drawn once for each frame. */
const STYLES =
  ':root{color-scheme:light dark}' +
  'body{margin:0;min-height:100vh;display:grid;place-content:safe center;gap:.75em;padding:1em;box-sizing:border-box;' +
  'font:medium/1.4 system-ui;text-align:center;color:CanvasText;background:color-mix(in srgb,Canvas 92%,GrayText)}' +
  'p{margin:0;max-width:36em}' +
  'button{font:inherit;font-weight:600;min-height:44px;padding:.25em 1em;border:1px solid;border-radius:12px;margin:.25em;' +
  'color:inherit;background:Canvas;cursor:pointer}' +
  ':focus-visible{outline:3px solid Highlight;outline-offset:2px}' +
  // Where little fits: whose it is, in a word, and both buttons.
  'b{display:none}' +
  '@media(height<11em),(width<14em){body{gap:0;padding:0;font-size:small}p{display:none}button{min-height:24px;margin:2px;padding:0 .75em}' +
  'b{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;max-width:90vw}}' +
  '@media(height<4.5em){b{display:none}}';

/** Whose content it is, as a visitor reads it. @param {Frame} frame */
const owner = async (frame) => {
  const vendor = frame.getAttribute('data-samtykke-vendor') || '';
  const host = new URL(frame.getAttribute('data-src') || '', document.baseURI).host;
  return (await factsOf(vendor)).name || host;
};

/**
 * Draws it; again when the browser has put another empty document into the frame.
 *
 * @param {Frame} frame
 * @param {() => void} once shows this frame now
 */
export const place = async (frame, once) => {
  const words = await declaration();
  const name = await owner(frame);
  if (!words.embed || frame.getAttribute('src')) return;
  const fill = (/** @type {string} */ text) => text.replace('{vendor}', name);
  const draw = () => {
    const inner = frame.contentDocument;
    if (!inner?.body || inner.body.firstChild || frame.getAttribute('src')) return; // A sandboxed frame is closed to us.
    const button = (/** @type {string} */ text, /** @type {() => void} */ act) => {
      const element = inner.createElement('button');
      element.textContent = text;
      element.setAttribute('aria-label', `${text}: ${name}`); // begins with what is seen (WCAG 2.2, 2.5.3)
      element.onclick = act;
      return element;
    };
    const Sheet = /** @type {any} */ (frame.contentWindow).CSSStyleSheet;
    const sheet = new Sheet();
    sheet.replaceSync(STYLES);
    inner.adoptedStyleSheets = [sheet];
    inner.documentElement.lang = inside.host.lang;
    inner.documentElement.dir = inside.host.dir;
    inner.title = fill(words.embed_button);
    const question = inner.createElement('p');
    question.textContent = fill(words.embed);
    const answers = inner.createElement('div');
    answers.append(button(words.embed_once, once), button(words.embed_always, () => accept(frame)));
    const whose = inner.createElement('b');
    whose.textContent = name;
    inner.body.append(question, whose, answers);
  };
  frame.title ||= fill(words.embed_button);
  frame.addEventListener('load', draw);
  draw();
};

/** Yes to the frame's vendor, or its purpose where it names none; everything else stays as it was. @param {Frame} frame */
const accept = (frame) => {
  const [purpose, vendor] = ['purpose', 'vendor'].map((name) => frame.getAttribute('data-samtykke-' + name) || '');
  const consent = /** @type {any} */ (inside.consent());
  const purposes = ['functional', 'statistics', 'marketing'].filter((name) => consent[name] || (!vendor && name == purpose));
  const others = inside.choice().split('.').filter((part) => /^[+-]/.test(part) && part.slice(1) != vendor);
  inside.save(purposes, vendor ? [...others, '+' + vendor] : others);
};
