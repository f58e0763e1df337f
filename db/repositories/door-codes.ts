/** The codes at elders' doors. Codes are issued and voided; no row is ever changed otherwise. */
import { and, desc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { doorCode, doorDisplay, doorDisplayCode } from "../schema/door-code.ts";
import type { Unit } from "../transaction.ts";

export type DoorCodeRow = typeof doorCode.$inferSelect;
export type NewDoorCodeRow = typeof doorCode.$inferInsert;

/** All codes ever issued for the home, the newest first. The caller has found the elder in its scope. */
export async function listDoorCodesOfElder(unit: Unit, elderId: string): Promise<DoorCodeRow[]> {
  return unit.orm.select().from(doorCode).where(eq(doorCode.elderId, elderId)).orderBy(desc(doorCode.version));
}

/** A code as it is judged: whose home, and for how long it counts. */
export type FiledCode = Pick<DoorCodeRow, "codeHash" | "elderId" | "issuedAt" | "voidAt">;

/** Codes by their hash, whoever they were issued for: a code that was read at a visit may hang at any door. */
export async function listDoorCodesByHash(unit: Unit, hashes: readonly string[]): Promise<FiledCode[]> {
  if (hashes.length === 0) return [];
  const printed = await unit.orm
    .select()
    .from(doorCode)
    .where(inArray(doorCode.codeHash, [...hashes]));
  const shown = await unit.orm
    .select({
      codeHash: doorDisplayCode.codeHash,
      elderId: doorDisplay.elderId,
      issuedAt: doorDisplayCode.fromAt,
      voidAt: doorDisplayCode.toAt,
    })
    .from(doorDisplayCode)
    .innerJoin(doorDisplay, eq(doorDisplay.id, doorDisplayCode.displayId))
    .where(inArray(doorDisplayCode.codeHash, [...hashes]));
  return [...printed, ...shown];
}

export async function insertDoorCode(unit: Unit, row: NewDoorCodeRow): Promise<void> {
  await unit.orm.insert(doorCode).values(row);
}

type Voiding = { readonly voidAt: Date; readonly voidedBy: string; readonly voidReason: "worn" | "lost" | "moved" };

/** Ends every code of the home that would still count at that time. @returns the versions it ended */
export async function voidDoorCodes(unit: Unit, elderId: string, voiding: Voiding): Promise<number[]> {
  const stillCounts = or(isNull(doorCode.voidAt), gt(doorCode.voidAt, voiding.voidAt));
  const rows = await unit.orm
    .update(doorCode)
    .set(voiding)
    .where(and(eq(doorCode.elderId, elderId), stillCounts))
    .returning({ version: doorCode.version });
  return rows.map((row) => row.version).sort((left, right) => left - right);
}

/** Whether a code of the home counts now; for the worker's page, which asks for a scan only where there is something to scan. */
export async function hasDoorCode(unit: Unit, elderId: string): Promise<boolean> {
  const rows = await unit.orm
    .select({ id: doorCode.id })
    .from(doorCode)
    .where(and(eq(doorCode.elderId, elderId), or(isNull(doorCode.voidAt), gt(doorCode.voidAt, asDate(unit.now)))))
    .limit(1);
  return rows.length > 0;
}
