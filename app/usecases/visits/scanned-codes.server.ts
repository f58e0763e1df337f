/** Door codes that were read at visits, as the district has them on file. */
import { instant } from "#app/domain/time/instant.ts";
import { judgeDoorCode, type DoorCodeOnFile, type ScannedCodes } from "#app/domain/verification/door-codes.ts";
import { eventsOf, type VisitEvent } from "#app/domain/visits/visit-events.ts";
import { listDoorCodesByHash, type FiledCode } from "#db/repositories/door-codes.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

/** What is on file under a hash; several homes' screens may one day have shown the same eight digits. */
export type CodesByHash = ReadonlyMap<string, readonly FiledCode[]>;

/** By hash, whoever they were issued for. @param events of any number of visits */
export async function mapCodesRead(unit: Unit, events: readonly VisitEvent[]): Promise<CodesByHash> {
  const hashes = eventsOf(events, "door_code", "nfc_tap").map(({ body }) => body.codeHash);
  const filed = new Map<string, FiledCode[]>();
  for (const code of await listDoorCodesByHash(unit, [...new Set(hashes)]))
    filed.set(code.codeHash, [...(filed.get(code.codeHash) ?? []), code]);
  return filed;
}

function onFile(code: FiledCode, { elderId }: Pick<VisitRow, "elderId">): DoorCodeOnFile {
  return {
    isOfHome: code.elderId === elderId,
    fromAt: instant(code.issuedAt),
    toAt: code.voidAt === null ? null : instant(code.voidAt),
  };
}

/** The codes as one visit's rules see them: whose they are is said only as this home's or not. The best reading of each stands. */
export function scannedCodes(
  codes: CodesByHash,
  visit: Pick<VisitRow, "elderId">,
  events: readonly VisitEvent[],
): ScannedCodes {
  const best = new Map<string, DoorCodeOnFile>();
  for (const event of eventsOf(events, "door_code", "nfc_tap")) {
    const { codeHash } = event.body;
    const filed = (codes.get(codeHash) ?? []).map((code) => onFile(code, visit));
    const rank = (code: DoorCodeOnFile) =>
      ["right", "void", "other-home"].indexOf(judgeDoorCode(event, new Map([[codeHash, code]])));
    const [first] = filed.sort((left, right) => rank(left) - rank(right));
    if (first !== undefined && !best.has(codeHash)) best.set(codeHash, first);
  }
  return best;
}

export async function codesReadAt(
  unit: Unit,
  visit: Pick<VisitRow, "elderId">,
  events: readonly VisitEvent[],
): Promise<ScannedCodes> {
  return scannedCodes(await mapCodesRead(unit, events), visit, events);
}
