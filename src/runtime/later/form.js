// The visitor's answer to a form of ours or of the page: purposes, and single vendors that differ from theirs.
import { inside } from './inside.js';

const PREFIX = 'samtykke-';

/** @typedef {HTMLInputElement} Box */

/** What a box stands for: a purpose, or a vendor. @param {Box} box */
const subject = (box) => box.name.slice(PREFIX.length);

/** @param {Box} box */
const isPurpose = (box) => inside.PURPOSES[subject(box)] > 0;

/** The box of the purpose that a vendor's box stands below. @param {Box} box @returns {Box | undefined} */
export const purposeOf = (box) => {
  const first = /** @type {Box | null | undefined} */ (box.closest('li')?.querySelector(`input[name^=${PREFIX}]`));
  return first && first != box && isPurpose(first) ? first : undefined;
};

/** The boxes of the layer, form or page that an element belongs to. @param {Element} element @returns {Box[]} */
export const boxes = (element) => [
  .../** @type {NodeListOf<Box>} */ (
    (element.closest('[data-samtykke-layer], form, samtykke-declaration') || document).querySelectorAll(`input[name^=${PREFIX}]`)
  ),
];

/** The vendors that the visitor has refused and that have no box here: their tags stand in other pages. @param {Box[]} all */
const refusedElsewhere = (all) =>
  inside.choice().split('.').filter((one) => one[0] == '-' && !all.some((box) => subject(box) == one.slice(1)));

/**
 * Saves what is ticked in the layer or form that the control belongs to. A vendor is named only where it differs from its
 * purpose, or stands alone.
 *
 * @param {Element} control
 */
export const saveForm = (control) => {
  const all = boxes(control);
  const single = all.filter((box) => !isPurpose(box) && purposeOf(box)?.checked != box.checked);
  inside.save(
    all.filter((box) => isPurpose(box) && box.checked).map(subject),
    [...single.map((box) => (box.checked ? '+' : '-') + subject(box)), ...refusedElsewhere(all)],
  );
};
