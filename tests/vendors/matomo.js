// Stand-in for Matomo, written by us. Settings in `_paq` count before everything else; with `requireConsent` nothing is
// sent or stored until `setConsentGiven`, and `forgetConsentGiven` deletes its cookies.
(() => {
  const told = {};
  let required = false;
  let given = false;
  const write = (seconds) => {
    for (const name of ["_pk_id.1.1fff", "_pk_ses.1.1fff"]) document.cookie = `${name}=1; path=/; max-age=${seconds}`;
  };
  const METHODS = {
    requireConsent: () => (required = true),
    setConsentGiven: () => (given = true),
    forgetConsentGiven: () => {
      given = false;
      write(0);
    },
    setTrackerUrl: (url) => (told.url = url),
    setSiteId: (id) => (told.id = id),
    enableLinkTracking: () => 0,
    trackPageView: () => METHODS.trackEvent("page"),
    trackEvent: (event) => {
      if (required && !given) return;
      new Image().src = `${told.url}?idsite=${told.id}&event=${event}`;
      write(1800);
    },
  };
  const first = ["requireConsent", "setConsentGiven", "setTrackerUrl", "setSiteId"];
  const push = ([method, ...words]) => METHODS[method](...words);
  const waiting = [...window._paq];
  waiting.filter(([method]) => first.includes(method)).forEach(push);
  waiting.filter(([method]) => !first.includes(method)).forEach(push);
  window._paq = { push };
})();
