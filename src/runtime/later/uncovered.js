// What has the focus is never behind us (WCAG 2.2, 2.4.11): the question makes room at the other edge, the small control goes.
import { inside } from './inside.js';

/** @param {Element} one @param {Element} other */
const overlap = (one, other) => {
  const [first, second] = [one, other].map((element) => element.getBoundingClientRect());
  const beside = first.right <= second.left || second.right <= first.left;
  return !beside && first.top < second.bottom && second.top < first.bottom;
};

/** The same place at the other edge. @param {string} position */
const opposite = (position) =>
  position.startsWith('top') ? position.slice('top-'.length) || 'center' : `top-${position}`.replace('-center', '');

/** @param {Element} focused */
const makeRoom = (focused) => {
  const { host, known } = inside;
  const question = known.first;
  if (!question?.isConnected || question.localName == 'dialog' || host.contains(focused) || !overlap(focused, question)) return;
  host.dataset.position = opposite(host.dataset.position || 'start');
  if (overlap(focused, question)) focused.scrollIntoView({ block: host.dataset.position.startsWith('top') ? 'end' : 'start' });
};

/** @param {Element} [focused] nothing has the focus without it */
const hideControl = (focused) => {
  const { host, known } = inside;
  if (known.reopen) known.reopen.hidden = !!focused && !host.contains(focused) && overlap(focused, known.reopen);
};

export const uncover = () => {
  document.addEventListener('focusin', ({ target }) => {
    const focused = /** @type {Element} */ (target);
    const look = () => {
      makeRoom(focused);
      hideControl(focused);
    };
    look();
    requestAnimationFrame(look); // The browser scrolls to it after this event.
  });
  document.addEventListener('focusout', () => hideControl());
};
