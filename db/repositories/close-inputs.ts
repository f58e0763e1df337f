/** What settlement runs were computed from, as they keep it. It binds the whole district; its rows are only added. */
import { and, asc, eq } from "drizzle-orm";
import { FROZEN_KINDS, type FrozenKind, type FrozenRows } from "#app/domain/reconciliation/frozen-rows.ts";
import { closeInput } from "../schema/claim.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";

/** Rows of one kind in one stored part. */
const PART_ROWS = 500;

/** How many parts of each kind a run has by now: a close writes its inputs page by page. */
export type StoredParts = Map<FrozenKind, number>;

/** Adds rows behind the parts that are there, and counts them. */
export async function insertCloseInputs(
  unit: Unit,
  runId: string,
  rows: Partial<FrozenRows>,
  parts: StoredParts,
): Promise<void> {
  for (const kind of FROZEN_KINDS)
    for (const piece of piecesOf(rows[kind] ?? [], PART_ROWS)) {
      const part = (parts.get(kind) ?? 0) + 1;
      parts.set(kind, part);
      await unit.orm.insert(closeInput).values({ runId, kind, part, rows: piece.join("\n") });
    }
}

async function rowsOfKind(unit: Unit, runId: string, kind: FrozenKind): Promise<string[]> {
  const parts = await unit.orm
    .select({ rows: closeInput.rows })
    .from(closeInput)
    .where(and(eq(closeInput.runId, runId), eq(closeInput.kind, kind)))
    .orderBy(asc(closeInput.part));
  return parts.flatMap((part) => part.rows.split("\n"));
}

/** Did the run keep its inputs? One that was closed before migration 0025 has none, and none can be made of what the tables hold today. */
export async function keepsCloseInputs(unit: Unit, runId: string): Promise<boolean> {
  const [head] = await unit.orm
    .select({ part: closeInput.part })
    .from(closeInput)
    .where(and(eq(closeInput.runId, runId), eq(closeInput.kind, "head")))
    .limit(1);
  return head !== undefined;
}

/** Null for a run that was closed before inputs were kept. */
export async function listCloseInputs(unit: Unit, runId: string): Promise<FrozenRows | null> {
  const found = {} as Record<FrozenKind, string[]>;
  for (const kind of FROZEN_KINDS) found[kind] = await rowsOfKind(unit, runId, kind);
  return found.head.length === 0 ? null : found;
}
