// Stand-in for TikTok's pixel, written by us. It takes over the list `ttq`, begins the pixel of its own address, and
// stores whatever it is told; `revokeConsent` only stops its events.
(() => {
  const { ttq } = window;
  const id = new URL(document.currentScript.src).searchParams.get("sdkid");
  if (!ttq._i[id] || !ttq._t[id] || !ttq._o[id]) return;
  const domain = location.hostname.split(".").slice(-2).join(".");
  let held = false;
  const METHODS = {
    page: () => hit("Pageview"),
    track: (event) => hit(event),
    revokeConsent: () => (held = true),
    grantConsent: () => (held = false),
  };
  const hit = (event) => {
    document.cookie = `ttcsid=1; domain=${domain}; path=/; max-age=33696000`;
    if (!held) new Image().src = `https://analytics.tiktok.com/api/v2/pixel?id=${id}&event=${event}`;
  };
  document.cookie = `_ttp=1; domain=${domain}; path=/; max-age=33696000`;
  for (const [method, ...words] of ttq.splice(0)) METHODS[method](...words);
  window.ttq = METHODS;
})();
