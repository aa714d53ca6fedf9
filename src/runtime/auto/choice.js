// What the visitor has allowed: the gate's word once it has decided, before that the cookie.

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
 * Whether the gate itself has loaded a tag of this vendor's company: then the vendor knows the choice, and Google's
 * pings without cookies are what the owner asked for.
 *
 * @param {string} vendor
 */
const isManaged = (vendor) =>
  document.querySelector(`script[data-samtykke-vendor^="${vendor.split('-')[0]}"]:not([data-samtykke-purpose])`);

/**
 * @param {string} purpose
 * @param {string} vendor empty for a third party that nobody knows
 * @returns {boolean}
 */
export const isGranted = (purpose, vendor) => {
  if (isManaged(vendor)) return true;
  const consent = /** @type {any} */ (window).samtykke?.consent;
  if (consent) return consent.vendors[vendor] ?? consent[purpose];
  const { bits, vendors } = stored();
  const isExcepted = (/** @type {string} */ sign) => vendors.includes(`.${sign}${vendor}.`);
  return !isExcepted('-') && (isExcepted('+') || !!((bits | NECESSARY) & (1 << PURPOSES.indexOf(purpose))));
};

/** Whether there is nothing to hold in this page view. */
export const isAllGranted = () => {
  const { bits, vendors } = stored();
  return (bits & 7) == 7 && !vendors.includes('.-');
};
