// A no must be as easy to see as a yes. What the owner's settings or styles do against that is undone, and named.
import { warn } from '../warn.js';
import { comeFirst } from './foremost.js';
import { inside } from './inside.js';

/** What follows from how long a text is, and says nothing of its weight. */
const LENGTH = /^(inline|width)|origin$/;

/** The custom properties of `dialog.css` that colour the answers. */
const COLOURS = ['--samtykke-accent', '--samtykke-on-accent', '--samtykke-background', '--samtykke-text'];

/** WCAG 2.2, 1.4.3. */
const CONTRAST = 4.5;

/** Red, green and blue, 0 to 255, of a computed colour. A canvas knows those of every space, but takes its time. @param {string} colour */
const parts = (colour) => {
  const [, space, numbers] = /^(rgb\(|color\(srgb )([\d., ]+)\)$/.exec(colour) || [];
  if (numbers) return numbers.split(/,? /).map((number) => +number * (space == 'rgb(' ? 1 : 255));
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return [NaN];
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data];
};

/** WCAG 2.2, relative luminance. @param {string} colour */
const luminance = (colour) => {
  const [red, green, blue] = parts(colour).map((part) => {
    const light = part / 255;
    return light <= 0.04045 ? light / 12.92 : ((light + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** @param {string} color @param {string} ground */
const contrast = (color, ground) => {
  const [dark, light] = [color, ground].map(luminance).sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
};

/** The least of all that is read in the question. @param {HTMLElement} question @param {CSSStyleDeclaration} answer */
const least = (question, answer) => {
  const ground = getComputedStyle(question).backgroundColor;
  const read = [...question.querySelectorAll('h2, p, a')].map((one) => contrast(getComputedStyle(one).color, ground));
  return Math.min(contrast(answer.color, answer.backgroundColor), ...read);
};

/** Looks at the question once it is there. */
export const look = () => {
  setTimeout(comeFirst); // What it undoes is named before.
  const [accept, reject] = ['accept', 'reject'].map((name) => inside.known.first?.querySelector(`[data-samtykke=${name}]`));
  if (!accept?.isConnected || !reject) return;
  const [yes, no] = [accept, reject].map((button) => /** @type {any} */ (getComputedStyle(button)));
  const isTouched = inside.known.first.querySelector(':hover, :focus');
  const unequal = [...yes].filter((name) => !isTouched && yes[name] != no[name] && !LENGTH.test(name));
  // `text` takes ours in their place.
  unequal.push(...['texts.accept', 'texts.reject'].filter((path) => inside.settings[path] && !/\p{L}/u.test(inside.settings[path])));
  if (unequal.length) warn('unequal-answers', `${unequal}`);
  const found = least(inside.known.first, no);
  if (!(found < CONTRAST)) return;
  warn('low-contrast', `${COLOURS} (${found.toFixed(1)}:1 of ${CONTRAST}:1)`);
  for (const name of COLOURS) inside.host.style.setProperty(name, 'initial');
};
