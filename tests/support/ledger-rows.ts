/** The rows that the ledger's model test stands on: one street, two providers, two elders, their claims. Ids are fixed, numbers speak. */
import { sql } from "drizzle-orm";
import { accountKey } from "#app/domain/ledger/chart-of-accounts.ts";
import { makeJournal, type Journal } from "#app/domain/ledger/journal.ts";
import { makePosting } from "#app/domain/ledger/posting.ts";
import { fen } from "#app/domain/money/fen.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import type { Unit } from "#db/transaction.ts";
import {
  ALLOWED,
  DISTRICT_CAP_FEN,
  MONTHS,
  PLANNED_FEN,
  PROVIDERS,
  VISITS,
  type ModelVisit,
  type Month,
} from "./ledger-commands.ts";

export const STREET = 1;
const idOf = (group: number, index: number) => `0000000${group}-0000-4000-8000-${String(index).padStart(12, "0")}`;

export const PROVIDER_ID = { A: idOf(1, 1), B: idOf(1, 2) } as const;
export const elderId = (elder: number) => idOf(2, elder);
export const visitId = (visit: ModelVisit) => idOf(3, VISITS.indexOf(visit));

/** "(columns) values (…)" of a planned visit. */
export function visitValues(visit: ModelVisit): string {
  const index = Number(visit.no.slice(-1));
  const start = `${visit.month}-${String(10 + index)}T0${2 + visit.elder}:00:00Z`;
  const end = `${visit.month}-${String(10 + index)}T0${3 + visit.elder}:00:00Z`;
  return `(id, visit_no, street_id, provider_id, elder_id, service_month, planned_start, planned_end, subtypes, planned_fen, delivery_state, policy_version, catalogue_version)
    values ('${visitId(visit)}', '${visit.no}', ${STREET}, '${PROVIDER_ID[visit.provider]}', '${elderId(visit.elder)}', '${visit.month}-01', '${start}', '${end}', '{}', ${PLANNED_FEN}, 'planned', '1', '1')`;
}

/** One run's base: everything but visits and money. */
export async function insertBase(unit: Unit): Promise<void> {
  const providers = PROVIDERS.map((code) => `('${PROVIDER_ID[code]}', '${code}', '${code}', 32, 120, 'active', '')`);
  const elders = [0, 1].map(
    (elder) =>
      `('${elderId(elder)}', 'E-${elder}', 'E', 'female', '1940-01-01', '', '\\x0${elder}', ${STREET}, '', 32, 120, 'given', 'visits', '{}', '[]', '{}', '')`,
  );
  const months = MONTHS.flatMap((month) =>
    PROVIDERS.map(
      (code) =>
        `(gen_random_uuid(), '${PROVIDER_ID[code]}', ${STREET}, '${month}-01', 'district', 'open', 'clerk', now())`,
    ),
  );
  const entitlements = MONTHS.flatMap((month) =>
    [0, 1].map((elder) => `('${elderId(elder)}', '${month}-01', ${ALLOWED}, '1')`),
  );
  const statements = [
    `insert into street (id, slug, name_zh, name_en, latitude, longitude) values (${STREET}, 'one', '一', 'One', 32, 120)`,
    `insert into provider (id, name, credit_code, latitude, longitude, state, row_digest) values ${providers.join(", ")}`,
    `insert into elder (id, elder_no, name, sex, birth_on, id_number_cipher, id_number_index, street_id, address_cipher, latitude, longitude, position_quality, service_mode, subtypes, windows, refused_workers, row_digest) values ${elders.join(", ")}`,
    `insert into claim (id, provider_id, street_id, month, fund, state, prepared_by, prepared_at) values ${months.join(", ")}`,
    `insert into entitlement_month (elder_id, month, visits_allowed, policy_version) values ${entitlements.join(", ")}`,
    `update fund set per_visit_cap_fen = ${DISTRICT_CAP_FEN} where code = 'district'`,
    `insert into fund (code, name_zh, name_en, priority) values ('lottery', '福彩公益金', 'Lottery welfare fund', 2)`,
  ];
  for (const statement of statements) await unit.orm.execute(sql.raw(statement));
}

/** A journal that belongs to no visit: a fee of the bank's. */
export function freeJournal(month: Month, key: string, amount: bigint): Journal {
  const [debit, credit] = [accountKey("fee.expense", "district"), accountKey("treasury.bank", "district")];
  return makeJournal({
    idempotencyKey: `free:${key}`,
    kind: "unmatched_bank_line",
    month: plainMonth(month),
    sourceType: "test",
    sourceId: key,
    postings: [makePosting(debit, credit, fen(amount))],
  });
}
