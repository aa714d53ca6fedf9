window.klaroConfig = {
  privacyPolicy: "/privacy",
  acceptAll: true,
  translations: {
    en: {
      consentNotice: { description: "We would like to use cookies for {purposes}. You can change your mind at any time." },
      purposes: { statistics: "statistics", marketing: "marketing" },
    },
  },
  services: [
    { name: "google-analytics", title: "Google Analytics", purposes: ["statistics"], cookies: [/^_ga/] },
    { name: "google-ads", title: "Google Ads", purposes: ["marketing"], cookies: [/^_gcl/] },
    { name: "meta", title: "Meta Pixel", purposes: ["marketing"], cookies: ["_fbp"] },
    { name: "linkedin", title: "LinkedIn Insight", purposes: ["marketing"], cookies: ["li_fat_id"] },
  ],
};
