/** A bed as the database keeps it: its row, its events as the domain reads them, and the bed that they come to. */
import { foldBed, type BedEvent, type FamilyBed } from "#app/domain/family-beds/family-bed.ts";
import { isBedStep, type BedParty } from "#app/domain/family-beds/lifecycle.ts";
import { readStepFacts } from "#app/domain/family-beds/step-facts.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import {
  listBedEvents,
  lockFamilyBed,
  type FamilyBedEventRow,
  type FamilyBedRow,
} from "#db/repositories/family-beds.ts";
import type { Unit } from "#db/transaction.ts";

export type BedRecord = {
  readonly row: FamilyBedRow;
  readonly events: readonly BedEvent[];
  readonly bed: FamilyBed;
};

/** An event of the table as the domain reads it. */
export function bedEventOf(row: FamilyBedEventRow): BedEvent {
  if (!isBedStep(row.kind)) throw new Error(`an event of no step: ${row.kind}`);
  return {
    seq: row.seq,
    kind: row.kind,
    occurredOn: plainDate(row.occurredOn),
    party: row.party as BedParty,
    actor: row.actor,
    facts: readStepFacts(row.kind, row.body),
  } as BedEvent;
}

/** What a bed's events come to. Refuses "not-found" for a bed without any. */
export async function readBedRecord(unit: Unit, row: FamilyBedRow): Promise<BedRecord> {
  const events = (await listBedEvents(unit, row.id)).map(bedEventOf);
  const bed = foldBed(events);
  if (bed === null) throw new Refusal("not-found");
  return { row, events, bed };
}

/** One bed, locked for the rest of the unit. Refuses "not-found" outside the scope. */
export async function lockBedRecord(unit: Unit, bedNo: string): Promise<BedRecord> {
  const row = await lockFamilyBed(unit, bedNo);
  if (row === null) throw new Refusal("not-found");
  return readBedRecord(unit, row);
}
