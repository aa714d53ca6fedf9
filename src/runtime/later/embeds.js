// Embeds named by what they show, `data-samtykke-embed="youtube/dQw4w9WgXcQ"`: they become frames that are held.
import { find } from './release.js';

/** Where it is shown, and what for, as in the catalogue. @type {Record<string, [purpose: string, address: string]>} */
const PLAYERS = {
  'youtube': ['marketing', 'https://www.youtube-nocookie.com/embed/{id}'],
  'vimeo': ['marketing', 'https://player.vimeo.com/video/{id}?dnt=1'], // `dnt` keeps its player from setting cookies
  'google-maps': ['functional', 'https://www.google.com/maps?q={id}&output=embed'],
};

/** Gives them their marks. */
export const mark = () => {
  for (const frame of find('iframe[data-samtykke-embed]:not([data-samtykke-purpose])')) {
    const [, vendor, id] = /^([^/]*)\/(.*)/.exec(frame.getAttribute('data-samtykke-embed') || '') || [];
    const [purpose, address] = Object.entries(PLAYERS).find(([name]) => name == vendor)?.[1] || [];
    if (!purpose || !address) continue;
    frame.setAttribute('data-samtykke-purpose', purpose);
    frame.setAttribute('data-samtykke-vendor', vendor);
    frame.setAttribute('data-src', address.replace('{id}', encodeURIComponent(id)));
  }
};
