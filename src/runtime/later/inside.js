// What samtykke.js gives its later half: the same functions and values, not copies of them.
import { remove } from './remove.js';
import { save } from './save.js';

/** @type {ReturnType<typeof named>} */
export let inside;

/** @param {import('../later.js').Inside} given by their places */
const named = ([
  EVENTS, PURPOSES, actions, ask, attempt, beside, call, catalogue, choice, consent, employ, engine, fetching, global, host, insert, jar,
  json, known, knownChoice, list, mount, own, pairs, parsed, part, put, queued, record, recordDecision, running, settings, style, text, texts, told, trusted, trustedMarkup, use,
]) => ({
  EVENTS, PURPOSES, actions, ask, attempt, beside, call, catalogue, choice, consent, employ, engine, fetching, global, host, insert, jar,
  json, known, knownChoice, list, mount, own, pairs, parsed, part, put, queued, record, recordDecision, remove, running, save, settings, style, text, texts, told, trusted, trustedMarkup, use,
});

/** @param {import('../later.js').Inside} given */
export const take = (given) => void (inside = named(given));
