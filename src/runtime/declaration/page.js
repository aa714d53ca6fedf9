// The cookie page: draws itself where a page has a `<samtykke-declaration>`, and follows the visitor's choice.
import { make } from './build.js';
import { carry, controls, state, tick, ticked } from './choice.js';
import { purposes } from './facts.js';
import { look, unlisted } from './items.js';
import { parties } from './parties.js';
import { receipts } from './receipts.js';
import { services } from './services.js';
import { statement } from './statement.js';
import { words } from './words.js';

/** @typedef {import('../record/handover.js').Handover} Handover */
/** @typedef {import('../record/receipt.js').Purpose} Purpose */

/**
 * @typedef {object} View one element's page
 * @property {Handover} handover
 * @property {import('./words.js').Texts} texts
 * @property {Purpose[]} purposes
 * @property {Record<string, string>} purposeOf by vendor
 * @property {(level: number, text: string) => HTMLElement} heading so much deeper than the first one
 * @property {(() => void)[]} live what looks again after every change of what is stored
 * @property {{ cookie: string[], storage: string[] }} present
 * @property {{ cookie: string[], storage: string[] }} listed of those, what stands in a table
 * @property {() => void} look
 * @property {() => Element | null} focused
 * @property {(text: string) => void} say to who hears the page
 */

/** The page's style sheet, minified; put in when the file is packed. */
const STYLES = 'samtykke:styles';

/** Cookies can change at any time, and few browsers tell; milliseconds. */
const PAUSE = 1000;

/** @param {Handover} handover */
export const define = (handover) => {
  const { json, beside, warn } = handover;
  const facts = json(beside('catalogue.json')).catch((error) => {
    warn('catalogue-missing', '', error);
    return {};
  });
  const texts = words(handover);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  customElements.define(
    'samtykke-declaration',
    class extends HTMLElement {
      async connectedCallback() {
        if (this.shadowRoot) return;
        const root = this.attachShadow({ mode: 'open' });
        root.adoptedStyleSheets = [sheet];
        root.append(make('slot')); // Until there are texts, what the owner has put inside is shown.
        try {
          const all = await texts;
          draw(root, this, handover, all, purposes(handover, await facts, all));
        } catch (error) {
          warn('declaration-failed', '', error);
        }
      }
    },
  );
};

/**
 * @param {ShadowRoot} root
 * @param {HTMLElement} host
 * @param {Handover} handover
 * @param {import('./words.js').Texts} texts
 * @param {Purpose[]} all
 */
const draw = (root, host, handover, texts, all) => {
  const first = Math.min(Math.max(Number(host.dataset.heading) || 2, 1), 4);
  const status = make('output');
  /** @type {View} */
  const view = {
    handover,
    texts,
    purposes: all,
    purposeOf: Object.fromEntries(all.flatMap(({ id, services }) => services.map((service) => [service.id, id]))),
    heading: (level, text) => make(`h${first + level}`, {}, text),
    live: [],
    present: { cookie: [], storage: [] },
    listed: { cookie: [], storage: [] },
    look: () => look(view),
    focused: () => root.activeElement,
    say: (text) => (status.textContent = text),
  };
  const [now, slips, rest] = [make('div'), make('div'), make('section', { class: 'unlisted' })];
  const form = services(view);
  unlisted(view, rest);
  const whole = make('div', { lang: texts.language, dir: /^(ar|he)$/.test(texts.language) ? 'rtl' : 'ltr' });
  const choice = make('section', { class: 'choice' }, view.heading(1, texts.your_choice), now, controls(view), slips);
  whole.append(view.heading(0, texts.heading), choice, form, rest, ...statement(view), parties(view), status);
  root.replaceChildren(whole);
  const refresh = () => {
    now.replaceChildren(state(view));
    tick(view, form);
    view.look();
    return receipts(view, slips).catch((error) => handover.warn('receipt-failed', '', error));
  };
  listen(view, host, form, refresh);
  refresh();
};

/** @param {View} view @param {HTMLElement} host @param {HTMLElement} form @param {() => unknown} refresh */
const listen = (view, host, form, refresh) => {
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', ({ target }) => carry(view, form, /** @type {HTMLInputElement} */ (target)));
  form.addEventListener('click', (event) => {
    const control = /** @type {Element} */ (event.target).closest('[data-samtykke=save]');
    if (!control) return;
    event.stopPropagation(); // Elsewhere a save knows purposes alone.
    view.handover.save(...ticked(view, form));
  });
  document.addEventListener('samtykke:change', refresh);
  /** @type {any} */ (window).cookieStore?.addEventListener('change', view.look);
  setInterval(() => host.isConnected && !document.hidden && view.look(), PAUSE);
};
