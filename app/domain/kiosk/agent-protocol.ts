/**
 * What a kiosk's page and the agent on the same machine say to each other over the loopback interface (user experience reference 4.9; the
 * document for makers of agents is kiosk/agent-protocol.md). The page learns that a card is there and a token, and nothing that stands on it.
 */

export const AGENT_PORT = 8787;
/** What the kiosk's own line dials, and what stands on every screen and slip. */
export const HOTLINE = "871-12345";

/** Seconds that a reader may take, that the server may take, and between two signs of life of the page. */
export const READER_SECONDS = 5;
export const SERVER_SECONDS = 3;
export const ALIVE_SECONDS = 10;

/** Characters of one utterance. */
export const LONGEST_SAID = 600;

export const AGENT_EVENT_KINDS = [
  "idcard",
  "sscard",
  "qr",
  "printer",
  "paper",
  "earphone",
  "handset",
  "net",
  "help_button",
  "power",
] as const;
export type AgentEventKind = (typeof AGENT_EVENT_KINDS)[number];

/** States of a card or a code. */
export const CARD_STATES = ["placed", "reading", "read", "error", "removed"] as const;

/** Why a card opened nothing: of the reader, then of the server (device-message.ts), then of the network between. */
export const CARD_ERRORS = [
  "upside_down",
  "unreadable",
  "unsupported",
  "broken",
  "unknown",
  "staff",
  "phone",
  "offline",
] as const;
export type CardError = (typeof CARD_ERRORS)[number];

export type AgentEvent = {
  readonly v: 1;
  /** One more with each event of this start. */
  readonly seq: number;
  /** ISO time by the kiosk's clock. */
  readonly at: string;
  readonly kind: AgentEventKind;
  readonly state: string;
  /** Single use, a minute; only with a card or code that was read. */
  readonly token: string | null;
  readonly reason: string | null;
};

const isOneOf = <One extends string>(list: readonly One[], value: unknown): value is One =>
  typeof value === "string" && (list as readonly string[]).includes(value);

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === "string";

/** One line of the stream; null for a line that is no event of this protocol, which a page passes over. */
export function readAgentEvent(line: string): AgentEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { v, seq, at, kind, state, token, reason } = value as Readonly<Record<string, unknown>>;
  if (v !== 1 || typeof seq !== "number" || typeof at !== "string" || typeof state !== "string") return null;
  if (!isOneOf(AGENT_EVENT_KINDS, kind) || !isTextOrNull(token) || !isTextOrNull(reason)) return null;
  return { v, seq, at, kind, state, token, reason };
}

/** Cards and codes, which identify. */
export function isCardKind(kind: AgentEventKind): boolean {
  return kind === "idcard" || kind === "sscard" || kind === "qr";
}

/** What the identity screen shows after what the reader has said so far. */
export type ReadingStep = {
  readonly state:
    "ask" | "reading" | "failed_once" | "failed_twice" | "unknown" | "broken" | "locked" | "phone" | "offline";
  /** Cards that the reader could not read since the last one that it could. */
  readonly failures: number;
  /** Set once: to be handed to the server. */
  readonly token: string | null;
};

export const NOTHING_READ: ReadingStep = { state: "ask", failures: 0, token: null };

const SAID_BY_SERVER: Readonly<Record<string, ReadingStep["state"]>> = {
  unknown: "unknown",
  staff: "locked",
  phone: "phone",
  offline: "offline",
  broken: "broken",
};

function afterError(step: ReadingStep, reason: string | null): ReadingStep {
  const said = SAID_BY_SERVER[reason ?? ""];
  if (said !== undefined) return { state: said, failures: 0, token: null };
  const failures = step.failures + 1;
  return { state: failures >= 2 ? "failed_twice" : "failed_once", failures, token: null };
}

/** Folds one event of a card or code into what is shown; other events change nothing. */
export function afterReading(step: ReadingStep, { kind, state, token, reason }: AgentEvent): ReadingStep {
  if (!isCardKind(kind)) return step;
  switch (state) {
    case "placed":
    case "reading":
      return { ...step, state: "reading", token: null };
    case "read":
      return { state: "reading", failures: 0, token };
    case "error":
      return afterError(step, reason);
    case "removed":
      // What was said of the card stays on the screen; a reading that was broken off begins anew.
      return step.state === "reading" && step.token === null ? { ...step, state: "ask" } : step;
    default:
      return step;
  }
}
