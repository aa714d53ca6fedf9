// What the visitor has allowed: the gate's word once it has decided, before that the cookie.

/** The bit of each purpose in the cookie's first digit. @type {Record<string, number>} */
const BITS = { functional: 1, statistics: 2, marketing: 4 };
/** Single vendors of a refused purpose were accepted. */
const EXCEPTION = 8;

/** The cookie's digit, and the single vendors behind it. Whatever else it holds allows nothing. */
const stored = () => {
  let jar = '';
  try {
    jar = document.cookie;
  } catch {
    // A sandboxed frame has no cookies.
  }
  const [, digit = '0', rest = ''] = /(?:^|; )samtykke=([1-9a-f])\.1\.([^;]*)/.exec(jar) || [];
  return { bits: parseInt(digit, 16), vendors: rest.split('.') };
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
 * @param {string} [vendor] none for a third party that nobody knows
 * @returns {boolean}
 */
export const isGranted = (purpose, vendor) => {
  if (purpose == 'necessary' || (vendor && isManaged(vendor))) return true;
  const consent = /** @type {any} */ (window).samtykke?.consent;
  if (consent) return consent.vendors[`${vendor}`] ?? consent[purpose] === true;
  const { bits, vendors } = stored();
  const isOnlyException = !!(bits & EXCEPTION) && vendors.includes('+' + vendor);
  return !vendors.includes('-' + vendor) && (isOnlyException || !!(bits & BITS[purpose]));
};

/** Whether there is nothing to hold in this page view. */
export const isAllGranted = () => {
  const { bits, vendors } = stored();
  return (bits & 7) == 7 && !vendors.some((vendor) => vendor[0] == '-');
};
