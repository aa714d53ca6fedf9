// Runs gdpr-cookie-scanner, once for each viewport, side by side, and prints its verdicts as JSON.
// node gdpr-scan.mjs <node_modules> <url> <proxy> <viewport>…
// The scanner starts Playwright's own Chromium; here Debian's is started in its place, with our proxy as the outside world.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, url, server, ...viewports] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(modules, file)).href);
const { chromium } = await load("playwright/index.mjs");
const { scan } = await load("@slashgear/gdpr-cookie-scanner/dist/index.js");

const launch = chromium.launch.bind(chromium);
chromium.launch = (options) =>
  launch({
    ...options,
    executablePath: process.env.CHROME_PATH,
    args: [...options.args, "--ignore-certificate-errors", "--disable-gpu"],
    proxy: { server },
  });

const verdicts = await Promise.all(
  viewports.map(async (viewport) => {
    const { modal, compliance, errors } = await scan(url, { viewport, locale: "en-GB", timeout: 20_000 });
    const buttons = modal.buttons.map(({ type, text }) => `${type}: ${text}`);
    return { viewport, detected: modal.detected, selector: modal.selector, buttons, errors, ...compliance };
  }),
);
console.log(JSON.stringify(verdicts));
