// Stand-in for a Google Tag Manager container, written by us: the tag inside obeys no consent, as most that are not
// Google's do, and counts the page when the container has begun.
(() => {
  const began = (window.dataLayer || []).some((entry) => entry && entry["gtm.start"] && entry.event === "gtm.js");
  window.google_tag_manager = window.google_tag_manager || {};
  if (!began) return;
  document.cookie = "inside_the_container=1; path=/; max-age=86400";
  new Image().src = `https://tag.inside.test/pixel?page=${encodeURIComponent(location.href)}`;
})();
