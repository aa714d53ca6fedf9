// Embeds named by what they show, `data-samtykke-embed="youtube/dQw4w9WgXcQ"`: they become frames that are held.
/** Where it is shown, and what for, as in the catalogue. @type {Map<string, [purpose: string, address: string]>} */
const PLAYERS = new Map([
  ['youtube', ['marketing', 'https://www.youtube-nocookie.com/embed/{id}']],
  ['vimeo', ['marketing', 'https://player.vimeo.com/video/{id}?dnt=1']], // `dnt` keeps its player from setting cookies
  ['google-maps', ['functional', 'https://www.google.com/maps?q={id}&output=embed']],
]);

/** Gives a frame its marks, unless it has some. @param {Element} frame */
export const mark = (frame) => {
  const [, vendor, id] = /^([^/]*)\/(.*)/.exec(frame.getAttribute('data-samtykke-embed') || '') || [];
  const [purpose, address] = PLAYERS.get(vendor) || [];
  if (!purpose || !address || frame.hasAttribute('data-samtykke-purpose')) return;
  frame.setAttribute('data-samtykke-purpose', purpose);
  frame.setAttribute('data-samtykke-vendor', vendor);
  frame.setAttribute('data-src', address.replace('{id}', encodeURIComponent(id)));
};
