// Stand-in for X's pixel, written by us. It takes over `twq.queue` by its handler `exe`, and knows no consent call.
(() => {
  const { twq } = window;
  const domain = location.hostname.split(".").slice(-2).join(".");
  const ids = [];
  const hit = (id, event) => {
    new Image().src = `https://analytics.twitter.com/1/i/adsct?id=${id}&event=${event}`;
    document.cookie = `_twclid=1; domain=${domain}; path=/; max-age=7776000`;
  };
  twq.exe = (method, ...words) => {
    if (method === "config") {
      ids.push(words[0]);
      hit(words[0], "PageView");
    }
    if (method === "event") ids.forEach((id) => hit(id, words[0]));
  };
  for (const words of twq.queue.splice(0)) twq.exe(...words);
})();
