/** The public types of `window.samtykke` and its events. */
declare namespace samtykke {
  /** What a visitor can allow or refuse. `necessary` is never asked. */
  type Purpose = "functional" | "statistics" | "marketing";

  /** A visitor's choice as it stands; never changes by itself. */
  interface Consent {
    /** Whether there is a valid choice. Without one, everything but `necessary` is `false`. */
    readonly decided: boolean;
    readonly necessary: true;
    readonly functional: boolean;
    readonly statistics: boolean;
    readonly marketing: boolean;
    /** Vendors that differ from their purpose, by id. */
    readonly vendors: Readonly<Record<string, boolean>>;
    /** Day of the choice, in days since 1970; `null` without one. */
    readonly day: number | null;
    /** Revision of the question that was answered (`data-revision`). */
    readonly revision: number;
    /** The visitor's reference number; empty without a choice. */
    readonly reference: string;
  }

  /** A choice with where it was made: the visitor's receipt. */
  interface Receipt extends Consent {
    readonly host: string;
    readonly version: string;
  }

  /**
   * One decision: milliseconds since the page began, what it is about, the verdict, the reason. A warning is about
   * `samtykke`, its verdict is `warning`, its reason what the console says.
   */
  type LogEntry = readonly [number, string, string, string];

  interface Api {
    readonly version: string;
    /** Fulfilled with the first known state, once; a page may wait for it before it loads its own tags. */
    readonly ready: Promise<Consent>;
    /** The choice as it stands now. */
    readonly consent: Consent;
    /** All decisions and warnings of this page view so far. */
    readonly log: readonly LogEntry[];
    /** Allows everything. */
    accept(): void;
    /** Refuses everything. */
    reject(): void;
    /** Allows exactly the purposes that are `true`, refuses the others; single vendors, by id, may differ. */
    save(choices: Partial<Record<Purpose, boolean>> & { vendors?: Record<string, boolean> }): void;
    /** Takes back what was allowed, and clears what it left. */
    withdraw(): void;
    /** Opens the dialog. */
    open(): void;
    /** Looks for held tags again, after the page has added some; from now on in this open shadow root too. */
    scan(root?: ShadowRoot): void;
    /** Opens the inspector. */
    inspect(): void;
    /** The choice as a receipt. */
    record(): Receipt;
  }

  /** Detail of `samtykke:ready`. */
  interface Ready {
    readonly consent: Consent;
  }

  /** Detail of `samtykke:change`. */
  interface Change {
    readonly consent: Consent;
    readonly before: Consent;
    /** The members of `consent` that differ from `before`, with their new values. */
    readonly changed: Partial<Consent>;
  }
}

interface Window {
  readonly samtykke: samtykke.Api;
}

interface DocumentEventMap {
  "samtykke:ready": CustomEvent<samtykke.Ready>;
  "samtykke:change": CustomEvent<samtykke.Change>;
}
