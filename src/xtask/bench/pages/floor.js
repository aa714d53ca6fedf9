// A complete gate and a two-layer banner for four tags, written by hand: what any tool costs at least.
(() => {
  const tags = [
    ["statistics", "https://www.googletagmanager.com/gtag/js?id=G-BENCH00001"],
    ["marketing", "https://www.googletagmanager.com/gtag/js?id=AW-1000000001"],
    ["marketing", "https://connect.facebook.net/en_US/fbevents.js"],
    ["marketing", "https://snap.licdn.com/li.lms-analytics/insight.min.js"],
  ];
  const layer = (window.dataLayer = window.dataLayer || []);
  function gtag() {
    layer.push(arguments);
  }
  const tell = (what, choice) => {
    const ads = choice.includes("marketing") ? "granted" : "denied";
    const analytics = choice.includes("statistics") ? "granted" : "denied";
    gtag("consent", what, { ad_storage: ads, ad_user_data: ads, ad_personalization: ads, analytics_storage: analytics });
  };
  const release = (choice) => {
    for (const [purpose, src] of tags) {
      if (choice.includes(purpose)) document.head.append(Object.assign(document.createElement("script"), { src }));
    }
  };
  const stored = /(?:^|; )floor=([^;]*)/.exec(document.cookie)?.[1];
  tell("default", stored || "");
  if (stored !== undefined) return release(stored);

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  };
  const button = (action, text) => make("button", { type: "button", "data-floor": action }, text);
  const box = (name, text) => make("label", {}, make("input", { type: "checkbox", name }), text);
  const style = make("style", {}, `#floor{position:fixed;bottom:1rem;left:1rem;max-width:30rem;padding:1rem;background:#fff;
color:#111;border:1px solid #777;border-radius:.5rem;font:1rem/1.5 sans-serif;z-index:9999}#floor button{font:inherit;margin:.5rem .5rem 0 0;
padding:.5rem 1rem;border:1px solid #111;background:#111;color:#fff;border-radius:.25rem}#floor label{display:block}`);
  const settings = make(
    "dialog",
    { "aria-label": "Settings" },
    make("p", {}, "Choose what we may use. What is necessary for the site always works."),
    box("statistics", "Statistics: how the site is used"),
    box("marketing", "Marketing: advertisements that fit you"),
    button("save", "Save"),
  );
  const banner = make(
    "div",
    { id: "floor", role: "region", "aria-label": "Cookies" },
    style,
    make("p", {}, "We would like to use cookies for statistics and marketing. Nothing is used before you say yes, and you can change your mind at any time."),
    button("accept", "Accept all"),
    button("reject", "Reject all"),
    button("settings", "Settings"),
    settings,
  );
  const decide = (choice) => {
    document.cookie = `floor=${choice};path=/;max-age=15552000;secure;samesite=lax`;
    banner.remove();
    tell("update", choice);
    requestAnimationFrame(() => setTimeout(release, 0, choice));
  };
  banner.onclick = ({ target }) => {
    const action = target.dataset.floor;
    if (action == "accept") decide("statistics.marketing");
    if (action == "reject") decide("");
    if (action == "settings") settings.showModal();
    if (action == "save") decide([...settings.querySelectorAll("input:checked")].map((one) => one.name).join("."));
  };
  document.documentElement.append(banner);
})();
