// Stand-in for SharpSpring, written by us. It reads the list `_ss`, keeps host-only cookies, and counts the page by a
// script from the domain it was told.
(() => {
  const DAY = 86400;
  const told = Object.fromEntries(window._ss || []);
  const write = (name, seconds) => {
    document.cookie = `${name}=1; path=/; max-age=${seconds}`;
  };
  write("__ss", DAY);
  write("__ss_referrer", 3600);
  const script = document.createElement("script");
  script.src = `${told._setDomain}?account=${told._setAccount}`;
  script.onload = () => write("__ss_tk", 400 * DAY);
  if ("_trackPageView" in told) document.head.append(script);
})();
