/** The papers of a bed as gates ask for them. */
import {
  isBedDocumentKind,
  missingDocuments,
  type BedDocumentKind,
  type FiledDocument,
} from "#app/domain/family-beds/documents.ts";
import { BED_STEP_RULES, type BedStepKind } from "#app/domain/family-beds/lifecycle.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";
import { listBedDocuments, listBedEvents } from "#db/repositories/family-beds.ts";
import type { Unit } from "#db/transaction.ts";

export type BedPapers = {
  readonly filed: readonly FiledDocument[];
  /** Papers that the step still misses. */
  readonly missingFor: (kind: BedStepKind) => BedDocumentKind[];
};

export async function readBedPapers(unit: Unit, bedId: string): Promise<BedPapers> {
  const filed = (await listBedDocuments(unit, bedId)).flatMap(({ kind, itemNo, addedAt }) =>
    isBedDocumentKind(kind) ? [{ kind, itemNo, addedAt: instant(addedAt) }] : [],
  );
  const events = await listBedEvents(unit, bedId);
  const since = (after: readonly BedStepKind[]): Instant | null => {
    const last = events.findLast(({ kind }) => after.some((one) => one === kind));
    return last === undefined ? null : instant(last.recordedAt);
  };
  const missingFor = (kind: BedStepKind) => {
    const { documents, papersAfter = [] } = BED_STEP_RULES[kind];
    return missingDocuments(documents, filed, since(papersAfter));
  };
  return { filed, missingFor };
}
