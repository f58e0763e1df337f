/** How the product runs: imports, jobs, idempotency keys and the audit chain. */
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytes, id, month, now } from "./columns.ts";
import { street } from "./reference.ts";
import { provider } from "./workforce.ts";

export const importBatch = pgTable(
  "import_batch",
  {
    id: id(),
    kind: text().notNull(),
    fileName: text().notNull(),
    fileBytes: integer().notNull(),
    fileDigest: text().notNull(),
    /** The street whose office sent the file; null when the district did. Decides who sees the batch. */
    streetId: integer().references(() => street.id),
    /** The provider that sent its claims; null for an office's file. Decides who sees the batch, too. */
    providerId: uuid().references(() => provider.id),
    /** What month's claims the file holds; null for other files. */
    month: month(),
    state: text().notNull(),
    rowCount: integer().notNull().default(0),
    inserted: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    errorCount: integer().notNull().default(0),
    warningCount: integer().notNull().default(0),
    /** Every kind of problem with its full count, in the order of the file. */
    problemCounts: jsonb().notNull().default([]),
    /** The problems themselves, values masked; of a kind with very many only the first ones. */
    problems: jsonb().notNull().default([]),
    /** What a list that stops money does, or did, to visits and claims; null for other files. */
    effects: jsonb(),
    /** Why the file could not be read at all: code and facts of the refusal; null for a file that was read. */
    fileRefusal: jsonb(),
    /** The file itself, encrypted; null once it was applied, withdrawn or kept too long. */
    contentCipher: text(),
    createdBy: text().notNull(),
    createdAt: at().notNull(),
    checkedAt: at(),
    appliedBy: text(),
    appliedAt: at(),
  },
  (table) => [
    check(
      "import_kind_known",
      sql`${table.kind} in ('elders', 'providers', 'workers', 'facilities', 'stops', 'bank', 'claims')`,
    ),
    check("import_state_known", sql`${table.state} in ('received', 'checked', 'refused', 'applied', 'withdrawn')`),
    check(
      "import_content_ends_with_its_use",
      sql`${table.contentCipher} is null or ${table.state} not in ('applied', 'withdrawn')`,
    ),
    check(
      "import_claims_of_provider",
      sql`(${table.kind} = 'claims') = (${table.providerId} is not null) and (${table.kind} = 'claims') = (${table.month} is not null)`,
    ),
    index("import_batch_by_time").on(table.createdAt),
  ],
);

export const job = pgTable(
  "job",
  {
    id: id(),
    kind: text().notNull(),
    /** What the work is about; while one run for it waits or works, the index below lets no second one in. */
    subject: text().notNull(),
    runKey: text().notNull(),
    payload: jsonb().notNull(),
    /** Rows that the work may touch: those of whoever started it. */
    scope: jsonb().notNull(),
    priority: smallint().notNull().default(100),
    runAt: at().notNull().default(now),
    state: text().notNull().default("queued"),
    attempt: integer().notNull().default(0),
    maxAttempts: integer().notNull().default(8),
    leasedBy: text(),
    leasedUntil: at(),
    lastError: text(),
    progressDone: integer().notNull().default(0),
    progressTotal: integer().notNull().default(0),
    progressStage: text(),
    result: jsonb(),
    createdBy: text().notNull(),
    createdAt: at().notNull().default(now),
    finishedAt: at(),
  },
  (table) => [
    unique("job_run_key").on(table.kind, table.runKey),
    uniqueIndex("one_live_job_per_subject")
      .on(table.kind, table.subject)
      .where(sql`${table.state} in ('queued', 'running')`),
    index("job_ready")
      .on(table.priority, table.runAt)
      .where(sql`${table.state} = 'queued'`),
    index("job_leased")
      .on(table.leasedUntil)
      .where(sql`${table.state} = 'running'`),
    check("job_state_known", sql`${table.state} in ('queued', 'running', 'done', 'dead', 'cancelled')`),
  ],
);

export const idempotencyRecord = pgTable(
  "idempotency_record",
  {
    scope: text().notNull(),
    key: text().notNull(),
    requestDigest: bytes().notNull(),
    response: jsonb().notNull(),
    createdAt: at().notNull().default(now),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] })],
);

export const auditChain = pgTable("audit_chain", {
  chain: text().primaryKey(),
  lastSeq: bigint({ mode: "number" }).notNull(),
  lastHash: bytes().notNull(),
});

export const auditEvent = pgTable(
  "audit_event",
  {
    chain: text()
      .notNull()
      .references(() => auditChain.chain),
    seq: bigint({ mode: "number" }).notNull(),
    at: at().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    canonical: bytes().notNull(),
    previousSeq: bigint({ mode: "number" }).generatedAlwaysAs(sql`nullif(seq - 1, 0)`),
    previousHash: bytes().notNull(),
    hash: bytes().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chain, table.seq] }),
    unique("audit_event_link").on(table.chain, table.seq, table.hash),
    check("audit_seq_positive", sql`${table.seq} >= 1`),
    check("audit_hash_matches", sql`${table.hash} = sha256(${table.previousHash} || ${table.canonical})`),
    foreignKey({
      name: "audit_event_follows",
      columns: [table.chain, table.previousSeq, table.previousHash],
      foreignColumns: [table.chain, table.seq, table.hash] as [AnyPgColumn, AnyPgColumn, AnyPgColumn],
    }),
    index("audit_event_by_subject").on(table.subjectType, table.subjectId),
    /** Counts what one person had shown in full on a day. */
    index("audit_event_of_reveals")
      .on(table.actor, table.at)
      .where(sql`${table.action} = 'elder.reveal'`),
  ],
);
