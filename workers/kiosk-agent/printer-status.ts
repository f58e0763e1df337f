/**
 * Asks a printer how it is, in the words of ESC/POS: DLE EOT n is answered with one byte at once, also out of paper (Epson, real-time status
 * transmission). n = 2 is why it is off line, 3 its errors, 4 its paper. Each byte has bits 1 and 4 set, and 0 and 7 not.
 */
import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { KioskHealth } from "#app/domain/kiosk/device-health.ts";

export type PaperState = KioskHealth["printer"];

const [DLE, EOT] = [0x10, 0x04];
const ASKED = { offLine: 2, errors: 3, paper: 4 } as const;
const FIXED_BITS = 0b1001_0011;
const FIXED = 0b0001_0010;

const PAPER_ENDED = 0b0110_0000;
const PAPER_NEAR_END = 0b0000_1100;
const COVER_OPEN = 0b0000_0100;
const CUTTER_STUCK = 0b0000_1000;
const BEYOND_REPAIR = 0b0010_0000;

/** A printer answers within milliseconds; one that is silent for this long answers nothing. */
const ANSWER_MS = 300;
const LOOK_MS = 20;

export type PrinterBytes = { readonly offLine: number; readonly errors: number; readonly paper: number };

/** An open cover and a stuck cutter are cleared by hand, like paper that is jammed. */
export function printerStateOf({ offLine, errors, paper }: PrinterBytes): "ok" | "near_end" | "out" | "jam" | "broken" {
  if ((errors & BEYOND_REPAIR) !== 0) return "broken";
  if ((errors & CUTTER_STUCK) !== 0 || (offLine & COVER_OPEN) !== 0) return "jam";
  if ((paper & PAPER_ENDED) !== 0) return "out";
  return (paper & PAPER_NEAR_END) !== 0 ? "near_end" : "ok";
}

const codeOf = (thrown: unknown) => (thrown as NodeJS.ErrnoException).code;

/** null for a printer that does not answer, or answers something else. */
async function askedByte(printer: FileHandle, about: number): Promise<number | null> {
  await printer.write(Uint8Array.of(DLE, EOT, about));
  const answer = new Uint8Array(1);
  for (let waitedMs = 0; waitedMs < ANSWER_MS; waitedMs += LOOK_MS) {
    try {
      const { bytesRead } = await printer.read(answer, 0, 1, null);
      if (bytesRead === 1) return (Number(answer[0]) & FIXED_BITS) === FIXED ? Number(answer[0]) : null;
    } catch (thrown) {
      if (codeOf(thrown) !== "EAGAIN") throw thrown;
    }
    await wait(LOOK_MS);
  }
  return null;
}

async function askedState(printer: FileHandle): Promise<PaperState> {
  const offLine = await askedByte(printer, ASKED.offLine);
  if (offLine === null) return null;
  const errors = await askedByte(printer, ASKED.errors);
  const paper = await askedByte(printer, ASKED.paper);
  return errors === null || paper === null ? null : printerStateOf({ offLine, errors, paper });
}

/** @param path the printer's device file. @returns broken for one that is switched off or gone, null for one that does not say */
export async function askPrinter(path: string): Promise<PaperState> {
  let printer: FileHandle | null = null;
  try {
    printer = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
    return await askedState(printer);
  } catch (thrown) {
    // Busy with a slip: how it is, it says the next time.
    return codeOf(thrown) === "EBUSY" || codeOf(thrown) === "EAGAIN" ? null : "broken";
  } finally {
    await printer?.close();
  }
}
