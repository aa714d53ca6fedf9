// Stand-in for Hotjar, written by us. It reads `_hjSettings`, takes over `hj.q`, and writes its session cookie again at
// whatever the visitor does; it knows no consent call.
(() => {
  const { hjid, hjsv } = window._hjSettings;
  const domain = location.hostname.split(".").slice(-2).join(".");
  const write = () => {
    document.cookie = `_hjSession_${hjid}=1; domain=${domain}; path=/; max-age=1800; secure; samesite=none`;
  };
  const hit = (call) => {
    new Image().src = `https://content.hotjar.io/collect?id=${hjid}&v=${hjsv}&call=${call}`;
  };
  document.cookie = `_hjSessionUser_${hjid}=1; domain=${domain}; path=/; max-age=31536000; secure; samesite=none`;
  write();
  for (const type of ["mousemove", "click", "scroll"]) addEventListener(type, write);
  hit("page");
  const waiting = window.hj.q.splice(0);
  window.hj = (...words) => hit(words.join("."));
  waiting.forEach((words) => window.hj(...words));
})();
