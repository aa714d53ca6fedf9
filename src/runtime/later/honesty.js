// A no must be as easy to see as a yes. What the owner's settings or styles do against that is undone, and named.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/** What makes one answer weigh more than the other. */
const WEIGHTS = [
  'backgroundColor', 'borderColor', 'borderWidth', 'color', 'display', 'fontSize', 'fontWeight', 'height', 'opacity', 'outlineWidth',
  'paddingTop', 'textDecorationLine', 'textTransform', 'transform', 'visibility',
];

/** The custom properties of `dialog.css` that colour the answers. */
const COLOURS = ['--samtykke-accent', '--samtykke-on-accent', '--samtykke-background', '--samtykke-text'];

/** WCAG 2.2, 1.4.3. */
const CONTRAST = 4.5;

/** Red, green and blue, 0 to 255, of a computed colour. A canvas knows those of every space, but takes its time. @param {string} colour */
const parts = (colour) => {
  const [, plain] = /^rgb\((.*)\)$/.exec(colour) || [];
  if (plain) return plain.split(',').map(Number);
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

/** @param {CSSStyleDeclaration} style */
const contrast = ({ color, backgroundColor }) => {
  const [dark, light] = [color, backgroundColor].map(luminance).sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
};

/** Looks at the question once it is there. */
export const look = () => {
  const [accept, reject] = ['accept', 'reject'].map((name) => inside.known.first?.querySelector(`[data-samtykke=${name}]`));
  if (!accept?.isConnected || !reject) return;
  const [yes, no] = [accept, reject].map((button) => /** @type {any} */ (getComputedStyle(button)));
  const unequal = WEIGHTS.filter((name) => yes[name] != no[name] && !accept.matches(':hover, :focus') && !reject.matches(':hover, :focus'));
  if (unequal.length) warn('unequal-answers', `${unequal}`);
  if (!(contrast(no) < CONTRAST)) return;
  warn('low-contrast', `${COLOURS} (${contrast(no).toFixed(1)}:1, at least ${CONTRAST}:1)`);
  for (const name of COLOURS) inside.host.style.setProperty(name, 'initial');
};
