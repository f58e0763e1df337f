/**
 * What every kiosk screen needs and no screen decides: place and time for the status line, the machine's layout, who is identified, where the fixed
 * buttons lead, how long a session may be idle. The kiosk's layout route provides it once.
 */
import type { ReactNode } from "react";
import { createContext, useContext } from "react";
import type { Orientation, TextStep } from "#app/components/document-attributes.ts";
import type { Equipment } from "#app/domain/kiosk/kiosk-identity.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";

export type KioskLayout = { readonly orient: Orientation; readonly step: TextStep; readonly low: boolean };

export type IdleRule = {
  /** Seconds without a touch before the warning. */
  readonly afterSeconds: number;
  /** Seconds the warning is shown; never below 20. */
  readonly warnSeconds: number;
};

/** What a paired kiosk is fitted with, and how its page reaches the agent beside it. */
export type KioskMachineFacts = {
  readonly equipment: Equipment;
  readonly agent: { readonly port: number; readonly secret: string };
};

export type KioskSurroundings = {
  /** null at a machine that is not paired: it reads no card and prints nothing. */
  readonly machine?: KioskMachineFacts | null;
  /** 秦灶街道居家养老服务中心 */
  readonly site: string;
  /** null where the server did not say: no clock is better than a wrong one. */
  readonly date: PlainDate | null;
  readonly minute: number;
  readonly network: "online" | "slow" | "offline";
  /** When a page that was kept for the time without a network was made; null for a page of now. */
  readonly keptSince?: { readonly date: PlainDate; readonly minute: number } | null;
  readonly layout: KioskLayout;
  readonly contrast: "normal" | "high";
  readonly volume: 0 | 1 | 2 | 3;
  /** An elder is identified: the second button is 退出 and the idle time ends with a wipe. */
  readonly isPersonal: boolean;
  /** Staff stand beside the elder and touch for them (代办): every screen says so. */
  readonly isAssisted?: boolean;
  /** null on screens that never time out by themselves. */
  readonly idle: IdleRule | null;
  readonly homeTo: string;
  /** POST: ends the session and wipes. */
  readonly exitAction: string;
  /** GET twin of the exit for machines without scripts. */
  readonly exitTo: string;
  readonly settingsTo: string;
  readonly helpTo: string;
  /** Names the next call for help of this page: sent again, it is stored once. Empty where the server gave none: the call gets one then. */
  readonly helpKey: string;
};

const SurroundingsContext = createContext<KioskSurroundings | null>(null);

export function KioskProvider({ surroundings, children }: { surroundings: KioskSurroundings; children: ReactNode }) {
  return <SurroundingsContext.Provider value={surroundings}>{children}</SurroundingsContext.Provider>;
}

/** Throws where a screen is drawn outside the kiosk's layout route: an error of the program, not of the elder. */
export function useKiosk(): KioskSurroundings {
  const surroundings = useContext(SurroundingsContext);
  if (surroundings === null) throw new Error("a kiosk screen needs a KioskProvider");
  return surroundings;
}
