// Stand-in for HubSpot's loader, written by us. The portal is in its own address; the lists `_hsq` and `_hsp` give it
// calls and consent. `revokeCookieConsent` deletes its cookies.
(() => {
  const [, id] = /\/(\d+)\.js$/.exec(document.currentScript.src);
  const domain = location.hostname.split(".").slice(-2).join(".");
  const write = (seconds) => {
    for (const name of ["__hstc", "hubspotutk"]) document.cookie = `${name}=1; domain=${domain}; path=/; max-age=${seconds}`;
  };
  let allowed = false;
  const hear = ([method, fields]) => {
    allowed = method === "setHubSpotConsent" && fields.analytics;
    if (!allowed) write(0);
  };
  window._hsp.forEach(hear);
  window._hsp = { push: hear };
  if (!allowed) return;
  write(15552000);
  const hit = (words) => {
    new Image().src = `https://track.hubspot.com/__ptq.gif?a=${id}&call=${words[0]}`;
  };
  hit(["page"]);
  window._hsq.forEach(hit);
  window._hsq = { push: hit };
})();
