// Stand-in for Criteo, written by us. It reads events from `criteo_q`; the account comes first.
(() => {
  const domain = location.hostname.split(".").slice(-2).join(".");
  let account = 0;
  const push = (...events) => {
    for (const { event, ...fields } of events) {
      if (event === "setAccount") account = fields.account;
      else if (event !== "setSiteType") hit(event);
    }
  };
  const hit = (event) => {
    new Image().src = `https://sslwidget.criteo.com/event?a=${account}&event=${event}`;
    document.cookie = `cto_bundle=1; domain=${domain}; path=/; max-age=34000000`;
  };
  const waiting = window.criteo_q;
  window.criteo_q = { push };
  push(...waiting);
  hit("sync");
})();
