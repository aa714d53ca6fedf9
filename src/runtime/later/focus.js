// What had the focus has gone with its layer: the control that stands in its place gets it. And the host stays in the page.
import { inside } from './inside.js';

let isLost = false;

/** What Rust can ask for a layer, as in samtykke.js, with the focus in mind. @returns {Record<string, (layer: string) => void>} */
export const focusing = () => {
  const { hide, show } = inside.actions;
  return {
    hide(layer) {
      isLost ||= !!inside.known[layer]?.contains(document.activeElement);
      hide(layer);
      isLost &&= document.activeElement == document.body;
    },

    show(layer) {
      show(layer);
      if (isLost) /** @type {HTMLElement | null} */ (inside.known[layer].querySelector('[data-samtykke=open]'))?.focus({ preventScroll: true });
      isLost = false;
    },
  };
};

/** Puts the host into the page again when the page throws out what it did not make. */
export const stay = () => new MutationObserver(() => requestAnimationFrame(inside.mount)).observe(document.documentElement, { childList: true });
