/**
 * Faults of a kiosk that the people on the spot are told of: each occurrence once, from the heartbeat that first says it to the one that says it is
 * mended. A part of which a heartbeat knows nothing, as after a start, neither begins a fault nor ends one.
 */
import { ailmentsOf, type KioskHealth } from "./device-health.ts";

export const FAULTS = ["printer_out", "printer_jam", "printer_broken", "reader", "scanner"] as const;
export type Fault = (typeof FAULTS)[number];

const isFault = (code: string): code is Fault => (FAULTS as readonly string[]).includes(code);

const isUnknown = (fault: Fault, { printer }: KioskHealth) => fault.startsWith("printer") && printer === null;

export type FaultChange = { readonly began: readonly Fault[]; readonly mended: readonly Fault[] };

/** @param open faults that began and were not mended yet */
export function faultChange(open: readonly Fault[], health: KioskHealth): FaultChange {
  const found = ailmentsOf(health).filter(isFault);
  return {
    began: found.filter((fault) => !open.includes(fault)),
    mended: open.filter((fault) => !found.includes(fault) && !isUnknown(fault, health)),
  };
}

/** The number to which a short message can be sent; null for a fixed line or a pager, which has to be rung. */
export function messageNumberOf(staffCall: string | null): string | null {
  const digits = (staffCall ?? "").replace(/^\+?86(?=[\s-]?1)/, "").replace(/\D/g, "");
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null;
}
