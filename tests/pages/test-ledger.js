// Stands first in the head of every page under test: writes down what the page complains about and what it is told.
// Stories read `window.testLedger`; errors must be empty at the end of each.
(() => {
  const ledger = { warnings: [], errors: [], events: [], blocked: [] };
  Object.defineProperty(window, "testLedger", { value: ledger });
  const readCookie = () => {
    try {
      return document.cookie;
    } catch {
      return null;
    }
  };
  const text = (values) => values.map((value) => String((value && value.stack) || value)).join(" ");
  for (const [name, list] of [["warn", ledger.warnings], ["error", ledger.errors]]) {
    const original = console[name].bind(console);
    console[name] = (...values) => {
      list.push(text(values));
      original(...values);
    };
  }
  addEventListener("error", (event) => {
    if (event instanceof ErrorEvent) ledger.errors.push(`${event.message} (${event.filename}:${event.lineno})`);
  });
  addEventListener("unhandledrejection", (event) => ledger.errors.push(`rejection: ${text([event.reason])}`));
  addEventListener("securitypolicyviolation", (event) => {
    ledger.blocked.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
  for (const name of ["samtykke:ready", "samtykke:change"]) {
    const note = (event) => {
      ledger.events.push({ name, detail: JSON.parse(JSON.stringify(event.detail ?? null)), cookie: readCookie() });
    };
    // Capture: heard whether it is dispatched on the window, the document or an element.
    addEventListener(name, note, true);
  }
})();
