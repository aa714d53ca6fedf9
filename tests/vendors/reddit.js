// Stand-in for Reddit's pixel, written by us. It takes over `rdt.callQueue` by its handler `sendEvent`, and knows no consent call.
(() => {
  const { rdt } = window;
  const domain = location.hostname.split(".").slice(-2).join(".");
  const ids = [];
  const hit = (id, event) => {
    new Image().src = `https://alb.reddit.com/rp.gif?id=${id}&event=${event}`;
    document.cookie = `_rdt_uuid=1; domain=${domain}; path=/; max-age=7776000`;
  };
  rdt.sendEvent = (method, ...words) => {
    if (method === "init") ids.push(words[0]);
    if (method === "track") ids.forEach((id) => hit(id, words[0]));
  };
  for (const words of rdt.callQueue.splice(0)) rdt.sendEvent(...words);
})();
