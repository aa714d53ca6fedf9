import "vanilla-cookieconsent/dist/cookieconsent.css";
import * as CookieConsent from "vanilla-cookieconsent";

CookieConsent.run({
  categories: { necessary: { enabled: true, readOnly: true }, analytics: {}, marketing: {} },
  language: {
    default: "en",
    translations: {
      en: {
        consentModal: {
          title: "We use cookies",
          description: "We would like to use cookies for statistics and marketing. You can change your mind at any time.",
          acceptAllBtn: "Accept all",
          acceptNecessaryBtn: "Reject all",
          showPreferencesBtn: "Manage individual preferences",
        },
        preferencesModal: {
          title: "Manage cookie preferences",
          acceptAllBtn: "Accept all",
          acceptNecessaryBtn: "Reject all",
          savePreferencesBtn: "Accept current selection",
          closeIconLabel: "Close modal",
          sections: [
            { title: "Strictly necessary", description: "Needed for the site to work.", linkedCategory: "necessary" },
            { title: "Statistics", description: "How the site is used.", linkedCategory: "analytics" },
            { title: "Marketing", description: "Advertisements that fit you.", linkedCategory: "marketing" },
          ],
        },
      },
    },
  },
});
