// Stand-in for Fathom, written by us. The site is on its own element; it stores nothing and knows no queue.
(() => {
  const { site } = document.currentScript.dataset;
  const hit = (event) => {
    new Image().src = `https://cdn.usefathom.com/event?sid=${site}&event=${event}`;
  };
  window.fathom = { trackPageview: () => hit("pageview"), trackEvent: (name) => hit(name) };
  window.fathom.trackPageview();
})();
