/**
 * What an adapter of a maker's reader, scanner and buttons tells the agent. 华视, 精伦, 新中新, 捷宇 and 东信 differ in their libraries; each is one
 * file that implements this, and nothing else of the agent knows makers.
 */
import type { AgentEventKind, CardError } from "#app/domain/kiosk/agent-protocol.ts";
import type { ReadMeans } from "#app/domain/kiosk/kiosk-identity.ts";
import type { KioskHealth } from "#app/domain/kiosk/device-health.ts";

export type CardKind = Extract<AgentEventKind, "idcard" | "sscard" | "qr">;

export type ReaderSays = {
  /** A card lies on the reader, or a code is before the scanner. `read` asks what it says; it may take its time. */
  readonly placed: (kind: CardKind, read: () => Promise<string | CardError>) => void;
  readonly removed: (kind: CardKind) => void;
  readonly helpButton: () => void;
  readonly earphone: (plugged: boolean) => void;
  readonly handset: (lifted: boolean) => void;
};

export interface ReaderAdapter {
  readonly name: "fake" | "wedge";
  /** Begins to tell; called once. */
  start(says: ReaderSays): void;
  stop(): void;
  readonly health: Pick<KioskHealth, "reader" | "scanner">;
}

export const MEANS_OF: Readonly<Record<CardKind, ReadMeans>> = { idcard: "id_card", sscard: "social_card", qr: "qr" };

const ERRORS = new Set<string>(["upside_down", "unreadable", "unsupported", "broken"]);

export function isCardError(text: string): text is CardError {
  return ERRORS.has(text);
}
