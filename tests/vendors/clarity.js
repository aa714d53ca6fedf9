// Stand-in for Microsoft Clarity, written by us. It takes over `clarity.q`, keeps `_clck` and `_clsk`, uploads what it
// saw; `consentv2` with a denial makes it delete its own cookies, but the upload goes on.
(() => {
  const clarity = window.clarity;
  if (!clarity || !clarity.q || clarity.v) return;
  const DAY = 86400;
  const domain = location.hostname.split(".").slice(-2).join(".");
  const write = (name, seconds) => {
    document.cookie = `${name}=1; domain=${domain}; path=/; max-age=${seconds}`;
  };
  const handle = ([method, signals]) => {
    if (method !== "consentv2") return;
    const granted = signals.analytics_Storage === "granted";
    write("_clck", granted ? 365 * DAY : 0);
    write("_clsk", granted ? DAY : 0);
  };
  const waiting = clarity.q.splice(0);
  window.clarity = Object.assign((...words) => handle(words), { v: "0.8.70", q: [] });
  write("_clck", 365 * DAY);
  write("_clsk", DAY);
  waiting.forEach((words) => handle([...words]));
  new Image().src = `https://a.clarity.ms/collect?page=${encodeURIComponent(location.href)}`;
})();
