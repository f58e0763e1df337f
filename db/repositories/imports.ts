/** Batches of files: received, checked, applied. A street and a provider reach their own, the district all. */
import { and, count, desc, eq, inArray, isNotNull, lt, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { importBatch } from "../schema/operation.ts";
import { street } from "../schema/reference.ts";
import { rowsOf, type Unit } from "../transaction.ts";

export type ImportBatchRow = typeof importBatch.$inferSelect;
export type NewImportBatch = typeof importBatch.$inferInsert;

function batchInScope(unit: Unit): SQL {
  const { streets, provider } = unit.scope;
  if (provider !== "all") return eq(importBatch.providerId, provider);
  return streets === "all" ? sql`true` : inArray(importBatch.streetId, [-1, ...streets]);
}

/** Imports that store wait for each other until their transaction ends; longer than the lock time-out is "busy-try-again". */
export async function lockImports(unit: Unit): Promise<void> {
  await unit.orm.execute(sql`select pg_advisory_xact_lock(hashtext('import'), hashtext(current_schema()))`);
}

/** A payment about which an applied answer of the bank has a line that was not taken. */
export type AnswerLeft = { readonly batchNo: string; readonly providerId: string; readonly importId: string };

/** Of these payment batches, the newest file each, unless a later file brought a line about the same payment. */
export async function listAnswersLeft(unit: Unit, batchNos: readonly string[]): Promise<AnswerLeft[]> {
  if (batchNos.length === 0) return [];
  return rowsOf<AnswerLeft>(
    await unit.orm.execute(sql`
      select distinct on (f."batchNo", p.id) f."batchNo" as "batchNo", p.id as "providerId", import_batch.id as "importId"
      from import_batch
      cross join lateral jsonb_to_recordset(import_batch.effects -> 'left') as f("batchNo" text, "creditCode" text)
      join provider p on p.credit_code = f."creditCode"
      where import_batch.kind = 'bank' and import_batch.state = 'applied' and ${batchInScope(unit)}
        and ${inArray(sql`f."batchNo"`, [...batchNos])}
        and not exists (
          select from bank_line l join import_batch later on later.id = l.import_id
          where l.batch_no = f."batchNo" and l.provider_id = p.id and later.applied_at > import_batch.applied_at)
      order by f."batchNo", p.id, import_batch.applied_at desc`),
  );
}

export async function insertImportBatch(unit: Unit, row: NewImportBatch): Promise<void> {
  await unit.orm.insert(importBatch).values(row);
}

/** One batch with its content; null outside the scope. */
export async function findImportBatch(unit: Unit, id: string): Promise<ImportBatchRow | null> {
  const [row] = await unit.orm
    .select()
    .from(importBatch)
    .where(and(eq(importBatch.id, id), batchInScope(unit)));
  return row ?? null;
}

/** The same row, held until the transaction ends. */
export async function lockImportBatch(unit: Unit, id: string): Promise<ImportBatchRow | null> {
  const [row] = await unit.orm
    .select()
    .from(importBatch)
    .where(and(eq(importBatch.id, id), batchInScope(unit)))
    .for("update");
  return row ?? null;
}

export async function updateImportBatch(unit: Unit, id: string, values: Partial<NewImportBatch>): Promise<void> {
  await unit.orm
    .update(importBatch)
    .set(values)
    .where(and(eq(importBatch.id, id), batchInScope(unit)));
}

/** Takes the content of files that nobody finished away. @returns how many */
export async function withdrawImportsBefore(unit: Unit, before: Instant): Promise<number> {
  const gone = await unit.orm
    .update(importBatch)
    .set({ state: "withdrawn", contentCipher: null })
    .where(and(isNotNull(importBatch.contentCipher), lt(importBatch.createdAt, asDate(before))))
    .returning({ id: importBatch.id });
  return gone.length;
}

export const IMPORT_PAGE_ROWS = 20;

/** Batches of the scope, of one kind when it is given, newest first, without content and problems. */
export async function listImportBatches(unit: Unit, page: number, kind: string | null = null) {
  const wanted = and(batchInScope(unit), kind === null ? undefined : eq(importBatch.kind, kind));
  const [counted] = await unit.orm.select({ total: count() }).from(importBatch).where(wanted);
  const rows = await unit.orm
    .select({
      id: importBatch.id,
      kind: importBatch.kind,
      fileName: importBatch.fileName,
      state: importBatch.state,
      rowCount: importBatch.rowCount,
      inserted: importBatch.inserted,
      updated: importBatch.updated,
      unchanged: importBatch.unchanged,
      errorCount: importBatch.errorCount,
      createdBy: importBatch.createdBy,
      createdAt: importBatch.createdAt,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(importBatch)
    .leftJoin(street, eq(street.id, importBatch.streetId))
    .where(wanted)
    .orderBy(desc(importBatch.createdAt), desc(importBatch.id))
    .limit(IMPORT_PAGE_ROWS)
    .offset((page - 1) * IMPORT_PAGE_ROWS);
  return { rows, total: counted?.total ?? 0 };
}

/** What the page of a batch shows, without the content and without the list of problems. */
export async function findImportSummary(unit: Unit, id: string) {
  const { contentCipher, problems: _problems, ...columns } = importColumns;
  const [row] = await unit.orm
    .select({ ...columns, hasContent: sql<boolean>`${contentCipher} is not null` })
    .from(importBatch)
    .where(and(eq(importBatch.id, id), batchInScope(unit)));
  return row ?? null;
}

const importColumns = {
  id: importBatch.id,
  kind: importBatch.kind,
  month: importBatch.month,
  fileName: importBatch.fileName,
  fileBytes: importBatch.fileBytes,
  state: importBatch.state,
  rowCount: importBatch.rowCount,
  inserted: importBatch.inserted,
  updated: importBatch.updated,
  unchanged: importBatch.unchanged,
  errorCount: importBatch.errorCount,
  warningCount: importBatch.warningCount,
  problemCounts: importBatch.problemCounts,
  effects: importBatch.effects,
  fileRefusal: importBatch.fileRefusal,
  createdBy: importBatch.createdBy,
  createdAt: importBatch.createdAt,
  appliedBy: importBatch.appliedBy,
  appliedAt: importBatch.appliedAt,
  contentCipher: importBatch.contentCipher,
  problems: importBatch.problems,
};

/** One page of the stored problems, of one kind when a code is given, in the order of the file. The caller has checked the scope. */
export async function listImportProblems(
  unit: Unit,
  id: string,
  page: { readonly code: string | null; readonly offset: number; readonly limit: number },
): Promise<unknown[]> {
  const rows = rowsOf<{ problem: unknown }>(
    await unit.orm.execute(sql`
      select p.problem from ${importBatch}, jsonb_array_elements(${importBatch.problems}) with ordinality as p(problem, place)
      where ${importBatch.id} = ${id} and (${page.code}::text is null or p.problem->>'code' = ${page.code}::text)
      order by p.place limit ${page.limit} offset ${page.offset}`),
  );
  return rows.map((row) => row.problem);
}
