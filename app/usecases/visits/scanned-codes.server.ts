/** Door codes that were read at visits, as the district has them on file. */
import { instant } from "#app/domain/time/instant.ts";
import type { ScannedCodes } from "#app/domain/verification/door-codes.ts";
import { eventsOf, type VisitEvent } from "#app/domain/visits/visit-events.ts";
import { listDoorCodesByHash, type DoorCodeRow } from "#db/repositories/door-codes.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

/** By hash, whoever they were issued for. @param events of any number of visits */
export async function mapCodesRead(unit: Unit, events: readonly VisitEvent[]): Promise<Map<string, DoorCodeRow>> {
  const hashes = eventsOf(events, "door_code", "nfc_tap").map(({ body }) => body.codeHash);
  return new Map((await listDoorCodesByHash(unit, [...new Set(hashes)])).map((code) => [code.codeHash, code]));
}

/** The codes as one visit's rules see them: whose they are is said only as this home's or not. */
export function scannedCodes(
  codes: ReadonlyMap<string, DoorCodeRow>,
  visit: Pick<VisitRow, "elderId">,
  events: readonly VisitEvent[],
): ScannedCodes {
  const read = eventsOf(events, "door_code", "nfc_tap").flatMap(({ body }) => codes.get(body.codeHash) ?? []);
  return new Map(
    read.map((code) => [
      code.codeHash,
      {
        isOfHome: code.elderId === visit.elderId,
        fromAt: instant(code.issuedAt),
        toAt: code.voidAt === null ? null : instant(code.voidAt),
      },
    ]),
  );
}

export async function codesReadAt(
  unit: Unit,
  visit: Pick<VisitRow, "elderId">,
  events: readonly VisitEvent[],
): Promise<ScannedCodes> {
  return scannedCodes(await mapCodesRead(unit, events), visit, events);
}
