import banner from "@stormid/cookie-banner";

const load = (src) => () => document.head.append(Object.assign(document.createElement("script"), { src }));
const labels = { yes: "I am OK with this", no: "No thank you" };

banner({
  types: {
    performance: {
      title: "Statistics",
      description: "How the site is used.",
      labels,
      fns: [load("https://www.googletagmanager.com/gtag/js?id=G-BENCH00001")],
    },
    thirdParty: {
      title: "Marketing",
      description: "Advertisements that fit you.",
      labels,
      fns: [
        load("https://www.googletagmanager.com/gtag/js?id=AW-1000000001"),
        load("https://connect.facebook.net/en_US/fbevents.js"),
        load("https://snap.licdn.com/li.lms-analytics/insight.min.js"),
      ],
    },
  },
  policyURL: "/privacy#preferences",
  bannerTemplate: (model) => `<section role="dialog" aria-live="polite" aria-label="Your privacy" class="${model.classNames.banner}">
    <p>We would like to use cookies for statistics and marketing. You can change your mind at any time.</p>
    <button type="button" class="${model.classNames.acceptBtn}">Accept all</button>
    <button type="button" class="${model.classNames.rejectBtn}">Reject all</button>
    <a class="${model.classNames.optionsBtn}" href="${model.policyURL}">Your options</a>
  </section>`,
  formTemplate: (model) => `<form class="${model.settings.classNames.form}" novalidate>${Object.keys(model.settings.types)
    .map((type) => `<fieldset class="${model.settings.classNames.fieldset}"><legend>${model.settings.types[type].title}</legend>
      <label><input class="${model.settings.classNames.field}" type="radio" name="privacy-${type}" value="1"> Yes</label>
      <label><input class="${model.settings.classNames.field}" type="radio" name="privacy-${type}" value="0"> No</label></fieldset>`)
    .join("")}<button class="${model.settings.classNames.submitBtn}">Save my settings</button></form>`,
});
