// The visitor's receipt in two forms that machines read: ISO/IEC TS 27560 as the Data Privacy Vocabulary writes it
// (https://w3id.org/dpv/guides/consent-27560), and the consent receipt of the Kantara Initiative, version 1.1.
import { PURPOSES } from './handover.js';

/**
 * @typedef {object} Controller
 * @property {string} name
 * @property {string} [number]
 * @property {string} [address]
 * @property {string} [country]
 * @property {string} [contact]
 * @property {string} [email]
 * @property {string} [phone]
 * @property {string} [url]
 * @property {string} [authority]
 * @property {string} [sites]
 *
 * @typedef {object} Item a cookie or a key in the browser's storage; `*` stands for any rest of the name
 * @property {string} name
 * @property {'cookie' | 'storage'} kind
 * @property {number} [days] 0 for a session cookie, nothing where it is not known
 * @property {string} [text]
 *
 * @typedef {object} Service
 * @property {string} id
 * @property {string} name
 * @property {string} [company]
 * @property {string} [country]
 * @property {string} [policy]
 * @property {string} [choices] address of its own settings
 * @property {string} [role] under the GDPR: controller, joint or processor
 * @property {string} [transfer]
 * @property {string} [retention]
 * @property {Item[]} items
 *
 * @typedef {object} Purpose
 * @property {string} id
 * @property {string} name
 * @property {string} text
 * @property {string} [retention]
 * @property {Service[]} services
 *
 * @typedef {object} Receipt what both forms are made from
 * @property {string} id of the receipt
 * @property {string} reference
 * @property {string} time of the answer, as ISO 8601 writes it; the day where no more is known
 * @property {string} until
 * @property {boolean} isWithdrawn
 * @property {number} revision
 * @property {import('./asked.js').Asked} asked
 * @property {Record<string, boolean>} purposes
 * @property {Record<string, boolean>} vendors
 * @property {Purpose[]} of
 * @property {Controller[]} controllers
 * @property {string} policy
 * @property {string} page where the choice can be changed
 * @property {string} version
 */

const CONTEXT = {
  'dpv': 'https://w3id.org/dpv#',
  'loc': 'https://w3id.org/dpv/loc#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  'dct': 'http://purl.org/dc/terms/',
  'schema': 'https://schema.org/',
};

const PROFILE = 'https://w3id.org/dpv/schema/dpv-27560#';

/** @type {Record<string, string>} */
const DPV_PURPOSES = { functional: 'dpv:Personalisation', statistics: 'dpv:ServiceUsageAnalytics', marketing: 'dpv:Marketing' };

/** What the dialog is, in words for a machine's reader. */
const METHOD = 'Web form: nothing ticked beforehand, yes and no side by side';

/** What a vendor's tag gets to know. */
const DATA = 'Identifiers in cookies, addresses of the pages visited, and what a browser tells every site';

/** The purposes that were asked about. @param {Receipt} receipt */
const asked = (receipt) => receipt.of.filter(({ id }) => /** @type {readonly string[]} */ (PURPOSES).includes(id));

/** @param {string | undefined} country ISO 3166-1 code */
const location = (country) => (/^[A-Z]{2}$/.test(country || '') ? `loc:${country}` : 'loc:EU');

/** @param {Receipt} receipt */
const jurisdiction = ({ controllers }) => controllers.find(({ country }) => country)?.country;

/**
 * ISO/IEC TS 27560.
 *
 * @param {Receipt} receipt
 */
export const iso27560 = (receipt) => ({
  '@context': CONTEXT,
  '@id': `urn:uuid:${receipt.id}`,
  '@type': 'dpv:ConsentReceipt',
  'dpv:hasIdentifier': receipt.id,
  'dct:conformsTo': `${PROFILE}receipt`,
  'dct:created': new Date().toISOString(),
  'dct:publisher': receipt.controllers.map(({ name }) => name),
  'dpv:hasRecordOfActivity': {
    '@type': 'dpv:ConsentRecord',
    'dpv:hasIdentifier': receipt.reference,
    'dct:conformsTo': `${PROFILE}record`,
    'dct:creator': `Samtykke ${receipt.version}`,
    'dpv:hasDataSubject': { '@type': 'dpv:DataSubject', 'dct:identifier': receipt.reference },
    'dpv:hasDataController': receipt.controllers.map(party),
    'dpv:hasJurisdiction': location(jurisdiction(receipt)),
    'dpv:hasApplicableLaw': 'eu-gdpr:GDPR',
    'dpv:hasNotice': notice(receipt),
    'dpv:hasProcess': asked(receipt).map((purpose) => process(receipt, purpose)),
    'dpv:hasConsentControl': { '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent'], 'dpv:isExercisedAt': receipt.page },
    'dpv:hasRight': { '@type': ['dpv:DataSubjectRight', 'eu-gdpr:A7-3'], 'dpv:isExercisedAt': receipt.page },
    'dpv:hasAuthority': receipt.controllers.flatMap(({ authority }) =>
      authority ? [{ '@type': 'dpv:DataProtectionAuthority', 'dpv:hasName': authority }] : [],
    ),
  },
});

/** What was asked. @param {Receipt} receipt */
const notice = ({ asked, revision, policy }) => ({
  '@type': ['dpv:ConsentNotice', 'dpv:PrivacyNotice'],
  'dct:language': asked.language,
  'dct:identifier': [`sha256:${asked.texts}`, `sha256:${asked.settings}`],
  'dct:hasVersion': `${revision}`,
  'schema:url': policy,
});

/** @param {Controller} controller */
const party = ({ name, number, address, country, contact, email, phone, url }) => ({
  '@type': 'dpv:DataController',
  'dct:identifier': number || url || name,
  'dpv:hasName': name,
  'dpv:hasAddress': [address, country].filter(Boolean).join(', '),
  'dpv:hasContact': [contact, email, phone, url].filter(Boolean),
  'dpv:hasRole': 'dpv:DataController',
});

/** @param {Receipt} receipt @param {Purpose} purpose */
const process = (receipt, { id, name, text, retention, services }) => ({
  '@type': 'dpv:Process',
  'dct:title': name,
  'dct:description': text,
  'dpv:hasPurpose': DPV_PURPOSES[id],
  'dpv:hasLegalBasis': ['dpv:Consent', 'eu-gdpr:A6-1-a'],
  'dpv:hasProcessing': ['dpv:Collect', 'dpv:Store', 'dpv:Share'],
  'dpv:hasPersonalData': [{ '@type': 'dpv:PersonalData', 'dct:title': DATA }],
  'dpv:hasRecipient': services.map((service) => recipient(service, receipt.vendors[service.id] ?? receipt.purposes[id])),
  'dpv:hasStorageCondition': [
    { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': 'dpv:WithinDevice' },
    ...services.map(({ country }) => ({ '@type': 'dpv:StorageLocation', 'dpv:hasLocation': location(country) })),
    { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': `P${longest(services)}D`, ...(retention && { 'dct:description': retention }) },
  ],
  'dpv:hasConsentStatus': [
    {
      '@type': [state(receipt, id), 'dpv:ExpressedConsent'],
      'dpv:isIndicatedBy': { '@type': 'dpv:DataSubject', 'dct:identifier': receipt.reference },
      'dpv:hasIndicationMethod': METHOD,
      'dpv:isIndicatedAtTime': receipt.time,
      'dct:valid': receipt.until,
    },
  ],
});

/** @param {Receipt} receipt @param {string} purpose */
const state = ({ purposes, isWithdrawn }, purpose) =>
  purposes[purpose] ? 'dpv:ConsentGiven' : isWithdrawn ? 'dpv:ConsentWithdrawn' : 'dpv:ConsentRefused';

/** What a service is under the GDPR; one that processes on the controller's behalf is no third party (article 4(10)). @type {Record<string, string>} */
const ROLES = { controller: 'dpv:ThirdParty', joint: 'dpv:JointDataControllers', processor: 'dpv:DataProcessor' };

/** @param {Service} service @param {boolean} isAccepted */
const recipient = ({ id, name, company, country, role = 'controller' }, isAccepted) => ({
  '@type': ['dpv:Recipient', ROLES[role]],
  'dct:identifier': id,
  'dpv:hasName': company ? `${name} (${company})` : name,
  'dpv:hasLocation': location(country),
  'dpv:hasConsentStatus': isAccepted ? 'dpv:ConsentGiven' : 'dpv:ConsentRefused',
});

/** Days that anything of these lies in the browser: at the most those that browsers allow. @param {Service[]} services */
const longest = (services) =>
  Math.ceil(Math.max(0, ...services.flatMap(({ items }) => items.map(({ kind, days }) => (kind == 'storage' ? 400 : days ?? 400)))));

/** The numbers of the specification's lists. @type {Record<string, string>} */
const KANTARA_PURPOSES = { functional: '5 - Personalize Experience', statistics: '16 - Improve Performance', marketing: '7 - Marketing Third Parties' };

/**
 * Kantara Consent Receipt 1.1: a receipt of what was accepted; nothing where nothing was.
 *
 * @param {Receipt} receipt
 */
export const kantara = (receipt) => {
  const services = asked(receipt).flatMap((purpose) =>
    purpose.services.filter(({ id }) => receipt.vendors[id] ?? receipt.purposes[purpose.id]).map((service) => consented(receipt, purpose, service)),
  );
  const own = asked(receipt).filter(({ id, services }) => receipt.purposes[id] && !services.length).map((purpose) => consented(receipt, purpose));
  const all = [...services, ...own];
  if (!all.length) return undefined;
  return {
    version: 'KI-CR-v1.1.0',
    jurisdiction: jurisdiction(receipt) || 'EU',
    consentTimestamp: Math.floor(Date.parse(receipt.time) / 1000),
    collectionMethod: METHOD,
    consentReceiptID: receipt.id,
    language: receipt.asked.language,
    piiPrincipalId: receipt.reference,
    piiControllers: receipt.controllers.map(controller),
    policyUrl: receipt.policy,
    services: all,
    sensitive: false,
    spiCat: [],
  };
};

/** @param {Controller} controller */
const controller = ({ name, address = '', country = '', contact, email = '', phone = '', url }) => ({
  piiController: name,
  onBehalf: false,
  contact: contact || email || name,
  address: { streetAddress: address, addressCountry: country },
  email,
  phone,
  ...(url && { piiControllerUrl: url }),
});

/** @param {Receipt} receipt @param {Purpose} purpose @param {Service} [service] nobody but the controller otherwise */
const consented = (receipt, purpose, service) => ({
  service: service?.name || receipt.controllers[0].name,
  purposes: [
    {
      purpose: `${purpose.name}: ${purpose.text}`,
      purposeCategory: [KANTARA_PURPOSES[purpose.id]],
      consentType: 'EXPLICIT',
      piiCategory: ['5 - Network/Service'],
      primaryPurpose: false,
      termination: receipt.until,
      thirdPartyDisclosure: !!service,
      ...(service && { thirdPartyName: service.company || service.name }),
    },
  ],
});
