/**
 * Imports one of the office's files: reads, checks every row, and stores all or nothing; of a bank's answer all that is certain. A dry run
 * does everything but store.
 * The same file twice changes nothing; a changed row becomes the next version with its history.
 */
import type { ImportProgress } from "#app/domain/imports/import-context.ts";
import { refusesFile } from "#app/domain/imports/problem.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockImports } from "#db/repositories/imports.ts";
import { readStreets } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { importFacts } from "./import-facts.server.ts";
import type { ImportKind, ImportOutcome } from "./import-outcome.ts";
import { readRows, type RowsRead, type RowsToRead } from "./read-rows.server.ts";

export type ImportRequest = RowsToRead & {
  readonly apply: boolean;
  /** Called when reading is over and storing begins, with the rows that will be written. */
  readonly onStoring?: ImportProgress;
  /** Name of the import in the audit log; its kind when it has no batch. */
  readonly subject?: string;
  /** What belongs into the same transaction: the batch's new state. */
  readonly conclude?: (unit: Unit, outcome: ImportOutcome) => Promise<void>;
};

/** A street imports the roster of its own elders, a provider its claims; everything else are the district's files. */
export function mayImport(context: Pick<Context, "scope">, kind: ImportKind): boolean {
  if (kind === "claims" || context.scope.provider !== "all")
    return kind === "claims" && context.scope.provider !== "all";
  return context.scope.streets === "all" || (kind === "elders" && context.scope.streets.length > 0);
}

/** Audit chain of who imports: a street's own, else the district's. */
export function importChain(context: Pick<Context, "scope">): string {
  const { streets } = context.scope;
  return streets === "all" || streets[0] === undefined ? "district" : `street:${streets[0]}`;
}

async function settle(
  unit: Unit,
  read: RowsRead,
  given: { context: Context; crypto: CryptoProvider; request: ImportRequest },
): Promise<ImportOutcome> {
  const { context, crypto, request } = given;
  const { reading } = read;
  const header = { sheet: reading.sheet, row: reading.headerRow };
  const facts = { kind: request.kind, rowCount: reading.rowCount, header };
  const nothing = { inserted: 0, updated: 0, unchanged: 0, effects: null, claims: null, bank: null };
  if (reading.refused) return { ...facts, ...nothing, problems: reading.problems, state: "refused" };
  const { counts, problems: found, effects, claims = null, bank = null, store } = await read.compare(unit, crypto);
  const problems = [...reading.problems, ...found];
  if (refusesFile(found)) return { ...facts, ...nothing, problems, state: "refused" };
  if (!request.apply) return { ...facts, ...counts, problems, effects, claims, bank, state: "checked" };
  request.onStoring?.(0, counts.inserted + counts.updated);
  const streetIds = new Map((await readStreets(unit)).map((street) => [street.slug, street.id]));
  const batchId = request.subject ?? null;
  const done = await store({ crypto, streetIds, actor: context.actor, batchId });
  await insertAuditEvent(unit, context.actor, {
    chain: importChain(context),
    action: "import.apply",
    subjectType: "import",
    subjectId: request.subject ?? request.kind,
    facts: { ...counts, kind: request.kind, rows: reading.rowCount },
  });
  return { ...facts, ...counts, problems, effects: done, claims, bank, state: "applied" };
}

/**
 * Reads outside the transaction, so that a long file holds no connection; when the district's facts moved meanwhile, it reads
 * again inside. Applying imports wait for each other.
 * Refuses "import-needs-district" (a street with a file that is the district's) and "busy-try-again".
 * @returns what was or would be stored; problems when the file is refused, and then the database is unchanged.
 */
export async function importFile(
  context: Context,
  crypto: CryptoProvider,
  request: ImportRequest,
): Promise<ImportOutcome> {
  if (!mayImport(context, request.kind)) throw new Refusal("import-needs-district");
  const schema = context.database.districtSchema;
  const before = await inTransaction(context, (unit) => importFacts(unit, schema));
  const first = await readRows(request, before.context);
  return inTransaction(context, async (unit) => {
    if (request.apply) await lockImports(unit);
    const now = await importFacts(unit, schema);
    const read = now.text === before.text ? first : await readRows(request, now.context);
    const outcome = await settle(unit, read, { context, crypto, request });
    await request.conclude?.(unit, outcome);
    return outcome;
  });
}
