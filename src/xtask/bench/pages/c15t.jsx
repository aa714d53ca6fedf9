import { ConsentBanner, ConsentDialog, ConsentManagerProvider } from "@c15t/react";
import "@c15t/react/styles.css";
import React from "react";
import { createRoot } from "react-dom/client";

const options = {
  mode: "offline",
  consentCategories: ["necessary", "measurement", "marketing"],
  overrides: { country: "DE", language: "en" },
  scripts: [
    { id: "google-analytics", category: "measurement", src: "https://www.googletagmanager.com/gtag/js?id=G-BENCH00001" },
    { id: "google-ads", category: "marketing", src: "https://www.googletagmanager.com/gtag/js?id=AW-1000000001" },
    { id: "meta", category: "marketing", src: "https://connect.facebook.net/en_US/fbevents.js" },
    { id: "linkedin", category: "marketing", src: "https://snap.licdn.com/li.lms-analytics/insight.min.js" },
  ],
};

createRoot(document.getElementById("consent")).render(
  <ConsentManagerProvider options={options}>
    <ConsentBanner />
    <ConsentDialog />
  </ConsentManagerProvider>,
);
