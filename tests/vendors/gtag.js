// Stand-in for Google's tag, written by us. It plays what the real one was seen to do with consent: commands are
// `Arguments` objects handled strictly in order, a default after the first `config` is lost, an update to "granted"
// sends one user_engagement or consent_update and writes the cookies. Not played: regions, wait_for_update, TCF.
(() => {
  const layer = (window.dataLayer = window.dataLayer || []);
  const TYPES = ["ad_storage", "analytics_storage", "ad_user_data", "ad_personalization"];
  // Letter of a type in gcd: row is the default, column the update.
  const LETTERS = {
    none: { none: "l", denied: "m", granted: "n" },
    denied: { none: "p", denied: "q", granted: "r" },
    granted: { none: "t", denied: "u", granted: "v" },
  };
  const LINKED = new URLSearchParams(location.search);
  const consent = {};
  const settings = {};
  const tags = [];
  let spoken = false;
  let configured = false;

  const part = (type, command) => (consent[type] && consent[type][command]) || "none";
  const state = (type) => (part(type, "update") !== "none" ? part(type, "update") : part(type, "default"));
  const allowed = (type) => state(type) !== "denied";
  const digit = (type) => ({ granted: "1", denied: "0", none: "-" })[state(type)];
  const adsAllowed = () => allowed("ad_storage") && allowed("ad_user_data");

  const signals = (query) => {
    const letters = TYPES.map((type) => LETTERS[part(type, "default")][part(type, "update")]);
    if (spoken) query.set("gcs", `G1${digit("ad_storage")}${digit("analytics_storage")}`);
    query.set("gcd", `13${letters.join("3")}${spoken ? 5 : 1}l1`);
    if (state("ad_personalization") === "denied") query.set("npa", "1");
    if (state("ad_user_data") === "denied") query.set("dma_cps", "-");
    query.set("pscdl", state("ad_storage") === "denied" ? "denied" : "noapi");
  };

  const send = (url, query) => {
    fetch(`${url}?${query}`, { method: "POST", mode: "no-cors", keepalive: true }).catch(() => {});
  };

  const readCookie = (name) => {
    const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
    return found && found.slice(name.length + 1);
  };
  const writeCookie = (name, value, seconds) => {
    const life = settings.cookie_expires === undefined ? seconds : settings.cookie_expires;
    const expires = life === 0 ? "" : `; max-age=${life}`;
    const domain = location.hostname.split(".").slice(-2).join(".");
    document.cookie = `${name}=${value}; domain=${domain}; path=/${expires}`;
  };
  const fresh = () => `${Math.floor(Math.random() * 1e9)}.${Math.floor(Date.now() / 1000)}`;

  const analytics = (id) => {
    const stored = () => (allowed("analytics_storage") ? (readCookie("_ga") || "").replace("GA1.1.", "") : "");
    const client = stored() || fresh();
    const store = () => {
      if (!allowed("analytics_storage") || window[`ga-disable-${id}`]) return;
      writeCookie("_ga", `GA1.1.${client}`, 63072000);
      writeCookie(`_ga_${id.slice(2)}`, `GS2.1.s${Math.floor(Date.now() / 1000)}`, 63072000);
    };
    const hit = (event, more = {}) => {
      if (window[`ga-disable-${id}`]) return;
      const query = new URLSearchParams({ v: "2", tid: id, cid: client, en: event, dl: location.href });
      signals(query);
      for (const [name, value] of Object.entries(more)) query.set(name, value);
      send("https://www.google-analytics.com/g/collect", query);
      store();
    };
    return {
      id,
      start: () => hit("page_view"),
      event: (name, fields) => {
        const named = Object.entries(fields).map(([key, value]) => [`ep.${key}`, value]);
        hit(name, Object.fromEntries(named));
      },
      granted: (types) => {
        if (types.includes("analytics_storage")) hit("user_engagement", { gcu: "1", gcut: "3" });
      },
    };
  };

  const advertising = (id) => {
    const hit = (event, more = {}) => {
      const query = new URLSearchParams({ tid: id, en: event, dl: location.href });
      signals(query);
      const redacted = settings.ads_data_redaction && !allowed("ad_storage");
      if (LINKED.has("gclid")) query.set("gclid", redacted ? "0" : LINKED.get("gclid"));
      for (const [name, value] of Object.entries(more)) query.set(name, value);
      const place = event === "conversion" ? "pagead/conversion" : "ccm/collect";
      if (!adsAllowed()) return send(`https://pagead2.googlesyndication.com/${place}`, query);
      writeCookie("_gcl_au", `1.1.${fresh()}`, 90 * 86400);
      if (LINKED.has("gclid")) writeCookie("_gcl_aw", `GCL.${LINKED.get("gclid")}`, 90 * 86400);
      return send(`https://googleads.g.doubleclick.net/pagead/viewthroughconversion/${id.slice(3)}/`, query);
    };
    return {
      id,
      start: () => hit("page_view"),
      event: (name, fields) => {
        if (name === "conversion" && String(fields.send_to).startsWith(id)) hit("conversion", fields);
      },
      granted: (types) => {
        if (!types.includes("ad_storage")) return;
        hit("consent_update", { gcu: "1", gcut: "3" });
        hit("page_view");
      },
    };
  };

  const COMMANDS = {
    js: () => {},
    set: (name, value) => Object.assign(settings, typeof name === "string" ? { [name]: value } : name),
    config: (id, fields = {}) => {
      Object.assign(settings, fields);
      configured = true;
      if (tags.some((tag) => tag.id === id)) return;
      const tag = id.startsWith("AW-") ? advertising(id) : analytics(id);
      tags.push(tag);
      tag.start();
    },
    event: (name, fields = {}) => tags.forEach((tag) => tag.event(name, fields)),
    consent: (command, given) => {
      if (command === "default" && configured) return;
      spoken = true;
      const before = new Set(TYPES.filter(allowed));
      for (const [type, value] of Object.entries(given)) {
        consent[type] = Object.assign(consent[type] || {}, { [command]: value });
      }
      const granted = TYPES.filter((type) => !before.has(type) && allowed(type));
      if (granted.length) tags.forEach((tag) => tag.granted(granted));
    },
  };

  const handle = (entry) => {
    // Only real arguments objects are commands; the real tag ignores arrays too.
    if (Object.prototype.toString.call(entry) !== "[object Arguments]") return;
    const [name, ...rest] = entry;
    if (Object.hasOwn(COMMANDS, name)) COMMANDS[name](...rest);
  };
  window.google_tag_manager = window.google_tag_manager || {};
  layer.slice().forEach(handle);
  const push = layer.push;
  layer.push = function (...entries) {
    const length = push.apply(layer, entries);
    entries.forEach(handle);
    return length;
  };
})();
