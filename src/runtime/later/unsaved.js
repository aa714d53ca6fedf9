// A visitor whose browser keeps no cookies is told so for the eye too.
import { inside } from './inside.js';

/** What Rust can ask for, as in samtykke.js. @returns {Record<string, (text: string) => void>} */
export const telling = () => {
  const { say } = inside.actions;
  return {
    say(text) {
      inside.host.toggleAttribute('data-unsaved', !` ${inside.jar()}`.includes(' samtykke='));
      say(text);
    },
  };
};
