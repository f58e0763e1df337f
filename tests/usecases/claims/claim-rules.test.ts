/** Rules about a claim line: what a provider's file is told of rows just within each bound and just beyond it, by the facts that are stored. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { CLAIM_FILE } from "#app/domain/imports/columns/claim-columns.ts";
import { fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { instant, instantAt, isoText, type Instant } from "#app/domain/time/instant.ts";
import { addDays, plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { verifyVisitAgain } from "#app/usecases/visits/verify-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { sheetOf } from "#tests/domain/imports/import-fixtures.ts";
import { testContext } from "#tests/support/database.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { ask, CLOSED_ON, deliveredMonth, MONTH } from "../reconciliation/closed-month.ts";

type Visit = { id: string; no: string; elder: string; day: PlainDate; price: string };
type Row = { readonly cells?: Readonly<Record<string, string>>; readonly now?: Instant };
type Case = {
  readonly code: string;
  readonly title: string;
  /** Stores a fact; gives what the row says besides, and when it is sent. */
  readonly row: (visit: Visit, isBeyond: boolean) => Row | Promise<Row>;
};

let database: Database;
let provider: ProviderId;
let visits: Visit[] = [];

const set = (statement: string) => ask(database, statement);
const yuan = (amount: bigint) => cellYuanText(fen(amount));

/** When the visit began, as its verdict has it. */
const began = (visit: Visit, at: Instant) =>
  set(`update visit set effective_in = '${isoText(at)}' where id = '${visit.id}'`);

/** Rule codes that a file of one row is told. */
async function toldOf(visit: Visit, { cells = {}, now = instantAt(CLOSED_ON, 540) }: Row): Promise<string[]> {
  const row = { visitNo: visit.no, elderNo: visit.elder, serviceOn: visit.day, asked: yuan(BigInt(visit.price)) };
  const context = testContext(database, { now, scope: { ...WHOLE_DISTRICT, provider } });
  const sheets = [sheetOf(CLAIM_FILE, [{ ...row, ...cells }])];
  const { problems } = await importFile(context, testCrypto, { kind: "claims", sheets, month: MONTH, apply: false });
  return problems.map(({ facts }) => String(facts["rule"]));
}

const CASES: readonly Case[] = [
  {
    code: "R-CLAIM-NO-VISIT",
    title: "a day on which nobody came to the elder",
    row: ({ day }, isBeyond) => ({ cells: { visitNo: "", serviceOn: addDays(day, isBeyond ? 1 : 0) } }),
  },
  {
    code: "R-CLAIM-DATE-MISMATCH",
    title: "the day before a visit at half past midnight, when it was still that day in Greenwich",
    async row(visit, isBeyond) {
      await began(visit, instantAt(visit.day, 30));
      return { cells: { serviceOn: addDays(visit.day, isBeyond ? -1 : 0) } };
    },
  },
  {
    code: "R-CLAIM-WRONG-MONTH",
    title: "a visit that began in the first second of the next month",
    async row(visit, isBeyond) {
      const next = plainDate("2027-01-01");
      await began(visit, instant(instantAt(next, 0) - (isBeyond ? 0 : 1000)));
      return { cells: { serviceOn: isBeyond ? next : addDays(next, -1) } };
    },
  },
  {
    code: "R-CLAIM-NOT-PRICED",
    title: "a visit on the day after the contract's last",
    async row(visit, isBeyond) {
      const [before, last] = [addDays(visit.day, -1), addDays(visit.day, isBeyond ? -1 : 0)];
      await set(`update provider_contract set to_on = '${last}'
        where provider_id = '${provider}' and from_on <= '${visit.day}' and to_on >= '${before}'`);
      return {};
    },
  },
  {
    code: "R-PRICE-OUT-OF-BOUNDS",
    title: "a contract price a fen below the floor",
    async row(_visit, isBeyond) {
      await set(`update provider_contract set price_fen = ${isBeyond ? 2999 : 3000} where provider_id = '${provider}'`);
      return {};
    },
  },
  {
    code: "R-PRICE-OUT-OF-BOUNDS",
    title: "a contract price a fen above the cap",
    async row(_visit, isBeyond) {
      await set(`update provider_contract set price_fen = ${isBeyond ? 5001 : 5000} where provider_id = '${provider}'`);
      return {};
    },
  },
  {
    code: "R-CLAIM-PRICE",
    title: "a fen more than the contract's price",
    row: ({ price }, isBeyond) => ({ cells: { asked: yuan(BigInt(price) + (isBeyond ? 1n : 0n)) } }),
  },
  {
    code: "R-CLAIM-UNITS",
    title: "two visits where one is verified",
    row: ({ price }, isBeyond) => ({
      cells: isBeyond ? { quantity: "2", asked: yuan(BigInt(price) * 2n) } : { quantity: "1" },
    }),
  },
  {
    code: "R-CLAIM-BEFORE-VISIT",
    title: "a file sent in the last second of the day before the visit",
    row: ({ day }, isBeyond) => ({ now: instant(instantAt(day, 0) - (isBeyond ? 1000 : 0)) }),
  },
  {
    code: "R-CLAIM-LATE",
    title: "a file sent in the first second of the 61st day after the visit",
    row: ({ day }, isBeyond) => ({ now: instant(instantAt(addDays(day, 61), 0) - (isBeyond ? 0 : 1000)) }),
  },
  {
    code: "R-CLAIM-OPEN-EXCEPTION",
    title: "a finding that is open and not only counted",
    async row(visit, isBeyond) {
      await set(`insert into finding (id, visit_id, street_id, provider_id, rule_code, level, mode, effect, would_have, state, facts, rule_version, opened_at)
        select '${v7()}', id, street_id, provider_id, 'R-WORKER-REPLACED', 'acknowledge', 'enforce', 'none', ${!isBeyond}, 'open', '{}', 'test', now()
        from visit where id = '${visit.id}' on conflict (visit_id, rule_code) do update set would_have = excluded.would_have`);
      return {};
    },
  },
  {
    code: "R-WAITING-PERIOD",
    title: "a visit on the day before the elder's approval",
    async row(visit, isBeyond) {
      const approvedOn = addDays(visit.day, isBeyond ? 1 : 0);
      await set(`update elder set approved_on = '${approvedOn}' where elder_no = '${visit.elder}'`);
      await verifyVisitAgain(testContext(database, { now: instantAt(CLOSED_ON, 540) }), visit.no);
      return {};
    },
  },
];

beforeAll(async () => {
  database = await deliveredMonth();
  const found = await ask<Visit & { provider: string }>(
    database,
    `select v.id, v.provider_id as provider, v.visit_no as no, e.elder_no as elder, v.planned_fen::text as price,
        to_char(coalesce(v.effective_in, v.planned_start) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
      from visit v join elder e on e.id = v.elder_id where v.approval_state = 'verified' and v.kind = 'basket' and not v.waived
        and not exists (select 1 from finding f where f.visit_id = v.id and f.state = 'open' and not f.would_have)
      order by count(*) over (partition by v.provider_id) desc, v.provider_id, v.visit_no`,
  );
  provider = identify<ProviderId>(found[0]?.provider ?? "");
  visits = found.filter((one) => one.provider === provider);
}, 120_000);
afterAll(async () => database.close());

describe("a row of a claim file is questioned just beyond the bound and not just within it", () => {
  it.each(CASES.map((one) => [one.code, one.title, one] as const))("%s: %s", async (code, _title, { row }) => {
    const contracts = await ask<{ id: string; to_on: string; price_fen: string }>(
      database,
      `select id, to_on::text, price_fen::text from provider_contract where provider_id = '${provider}'`,
    );
    const visit = visits.shift();
    if (!visit) throw new Error("no visit is left");
    for (const isBeyond of [false, true]) {
      const told = await toldOf(visit, await row(visit, isBeyond));
      expect([isBeyond, told.includes(code)]).toEqual([isBeyond, isBeyond]);
    }
    for (const { id, to_on, price_fen } of contracts)
      await set(`update provider_contract set to_on = '${to_on}', price_fen = ${price_fen} where id = '${id}'`);
  });
});
