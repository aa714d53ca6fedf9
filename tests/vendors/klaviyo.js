// Stand-in for Klaviyo, written by us. It reads calls from `_klOnsite`, each with a function for its result at the end.
(() => {
  const id = new URL(document.currentScript.src).searchParams.get("company_id");
  const domain = location.hostname.split(".").slice(-2).join(".");
  document.cookie = `__kla_id=1; domain=${domain}; path=/; max-age=34560000`;
  localStorage.setItem("klaviyoOnsite", "1");
  const hit = ([method, ...words]) => {
    new Image().src = `https://a.klaviyo.com/onsite/track?company=${id}&call=${method}`;
    const done = words[words.length - 1];
    if (typeof done === "function") done(true);
  };
  hit(["page"]);
  (window._klOnsite || []).forEach(hit);
  window._klOnsite = { push: (...calls) => calls.forEach(hit) };
})();
