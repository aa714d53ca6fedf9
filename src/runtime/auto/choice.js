// What the visitor has allowed: the gate's word once it is there, before that the cookie.

/** In the order of their bits in the cookie's first digit: 1, 2, 4. */
export const PURPOSES = ['functional', 'statistics', 'marketing', 'necessary'];
/** What is necessary is always allowed. */
const NECESSARY = 8;

/** The cookie's digit, and what stands behind it. Whatever else it holds allows nothing. */
const stored = () => {
  let jar = '';
  try {
    jar = document.cookie;
  } catch {
    // A sandboxed frame has no cookies.
  }
  const [, digit = '0', rest = ''] = /(?:^|; )samtykke=([1-9a-f])\.1(\.[^;]*)/.exec(jar) || [];
  return { bits: parseInt(digit, 16), vendors: rest + '.' };
};

/**
 * @param {string} purpose
 * @param {string} vendor empty for a third party that nobody knows
 * @param {boolean} [isFrame]
 * @returns {boolean}
 */
export const isGranted = (purpose, vendor, isFrame) => {
  const { bits, vendors } = stored();
  const { consent, log } = /** @type {any} */ (window).samtykke || {};
  const isExcepted = (/** @type {string} */ sign) => consent?.decided != false && vendors.includes(`.${sign}${vendor}.`);
  if (isExcepted('-')) return false;
  // Pings without cookies, as the owner has asked of this vendor's tag: the gate has loaded it, and told it of the choice.
  // Others of its company have heard nothing, and no frame has.
  const pings = (/** @type {string[]} */ [, subject, verdict]) => verdict == 'cookieless' && subject == vendor;
  if (isExcepted('+') || (!isFrame && log?.some(pings))) return true;
  return consent ? consent[purpose] : !!((bits | NECESSARY) & (1 << PURPOSES.indexOf(purpose)));
};

/** Whether there is nothing to hold in this page view. */
export const isAllGranted = () => {
  const { bits, vendors } = stored();
  return (bits & 7) == 7 && !vendors.includes('.-');
};
