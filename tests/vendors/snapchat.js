// Stand-in for Snapchat's pixel, written by us. It takes over `snaptr.queue` by its handler `handleRequest`, and knows no consent call.
(() => {
  const { snaptr } = window;
  const domain = location.hostname.split(".").slice(-2).join(".");
  const ids = [];
  const hit = (id, event) => {
    new Image().src = `https://tr.snapchat.com/p?id=${id}&event=${event}`;
    document.cookie = `_scid=1; domain=${domain}; path=/; max-age=34000000`;
    localStorage.setItem("u_sclid", "1");
  };
  snaptr.handleRequest = (method, ...words) => {
    if (method === "init") ids.push(words[0]);
    if (method === "track") ids.forEach((id) => hit(id, words[0]));
  };
  for (const words of snaptr.queue.splice(0)) snaptr.handleRequest(...words);
})();
