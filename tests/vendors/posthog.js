// Stand-in for PostHog, written by us. Its own stub holds the projects in `_i` and calls in itself.
(() => {
  const stub = window.posthog;
  const [[key, { api_host: host }]] = stub._i;
  const store = () => {
    document.cookie = `ph_${key}_posthog=1; path=/; max-age=31536000; secure`;
    localStorage.setItem(`ph_${key}_posthog`, "1");
  };
  const posthog = {
    capture: (event) => {
      new Image().src = `${host}/e/?token=${key}&event=${event}`;
      store();
    },
  };
  posthog.capture("$pageview");
  for (const [method, ...words] of stub.splice(0)) posthog[method](...words);
  window.posthog = posthog;
  addEventListener("visibilitychange", store);
})();
