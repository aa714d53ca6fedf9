// Stand-in for Meta's pixel, written by us. It takes over the queue of `window.fbq`, sends each event as an image,
// keeps `_fbp` for 90 days, and goes silent after `consent revoke` without removing what it stored.
(() => {
  const fbq = window.fbq;
  if (!fbq || !fbq.queue || fbq.callMethod) return;
  const DAY = 86400;
  const pixels = [];
  const held = [];
  let revoked = false;
  let count = 0;

  const store = () => {
    const domain = location.hostname.split(".").slice(-2).join(".");
    const write = (name, value) => {
      document.cookie = `${name}=fb.1.${Date.now()}.${value}; domain=${domain}; path=/; max-age=${90 * DAY}`;
    };
    if (!document.cookie.includes("_fbp=")) write("_fbp", Math.floor(Math.random() * 1e9));
    const click = new URLSearchParams(location.search).get("fbclid");
    if (click) write("_fbc", click);
    localStorage.setItem("lastExternalReferrer", "empty");
    localStorage.setItem("lastExternalReferrerTime", String(Date.now()));
  };

  const hit = (id, event, fields) => {
    const query = new URLSearchParams({ id, ev: event, dl: location.href, if: "false", ts: String(Date.now()) });
    query.set("ec", String(count++));
    for (const [name, value] of Object.entries(fields || {})) query.set(`cd[${name}]`, value);
    new Image().src = `https://www.facebook.com/tr/?${query}`;
    store();
  };

  const METHODS = {
    init: (id) => pixels.push(String(id)),
    track: (event, fields) => pixels.forEach((id) => hit(id, event, fields)),
    trackCustom: (event, fields) => METHODS.track(event, fields),
    consent: (answer) => {
      revoked = answer === "revoke";
      if (!revoked) held.splice(0).forEach((call) => fbq.callMethod(...call));
    },
  };

  fbq.callMethod = (method, ...rest) => {
    if (revoked && method !== "consent") held.push([method, ...rest]);
    else if (Object.hasOwn(METHODS, method)) METHODS[method](...rest);
  };
  for (const call of fbq.queue.splice(0)) fbq.callMethod(...call);
})();
