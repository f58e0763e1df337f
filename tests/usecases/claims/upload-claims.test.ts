/** A provider's own file against the month: what becomes of each row, in the preview, in the claim, at the street, and when it is looked at again. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { CLAIM_FILE } from "#app/domain/imports/columns/claim-columns.ts";
import { fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { writeMarkedWorkbook } from "#app/integrations/workbooks/mark-workbook.server.ts";
import { importProblemRemark } from "#app/messages/import-problems.ts";
import { lookAgain } from "#app/usecases/claims/look-again.server.ts";
import { showClaimFileRows } from "#app/usecases/claims/show-claim-file.server.ts";
import { showClaim, showClaims } from "#app/usecases/claims/show-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { markBatch } from "#app/usecases/imports/mark-batch.server.ts";
import { receiveFile } from "#app/usecases/imports/receive-file.server.ts";
import { showImport, showImports } from "#app/usecases/imports/show-imports.server.ts";
import { applyBatch, checkBatch } from "#app/usecases/imports/work-on-batch.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { sheetOf } from "#tests/domain/imports/import-fixtures.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { decideSeen } from "#tests/support/street-decisions.ts";
import { ask, deliveredMonth, later, MONTH } from "../reconciliation/closed-month.ts";

type Visit = { no: string; elder: string; day: string; state: string; price: string; street: number };
type Cells = Readonly<Record<string, string>>;

let database: Database;
let provider: ProviderId;
let creditCode = "";
let other: Visit;
let verified: Visit[] = [];

const at = (actor: string, change: Partial<Context> = {}): Context => ({ ...later(database)(actor), ...change });
const asProvider = (): Context => at("user:provider", { scope: { ...WHOLE_DISTRICT, provider } });

const visitsOf = (where: string) =>
  ask<Visit>(
    database,
    `select v.visit_no as no, e.elder_no as elder, v.street_id as street, v.approval_state as state, v.planned_fen::text as price,
            to_char(coalesce(v.effective_in, v.planned_start) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
       from visit v join elder e on e.id = v.elder_id
      where v.service_month = '${MONTH}-01' and v.kind = 'basket' and not v.waived and ${where} order by v.visit_no`,
  );

const rowFor = (visit: Visit, change: Cells = {}): Cells => ({
  visitNo: visit.no,
  elderNo: visit.elder,
  serviceOn: visit.day,
  asked: cellYuanText(fen(BigInt(visit.price))),
  ...change,
});

async function received(rows: readonly Cells[], name = "申报.xlsx"): Promise<string> {
  const bytes = await writeMarkedWorkbook({
    ...{ sheets: [sheetOf(CLAIM_FILE, rows)], problems: [], remark: () => "", remarkHeader: "" },
    ...{ header: { sheet: "", row: 0 }, watermark: "" },
  });
  return receiveFile(asProvider(), testCrypto, { kind: "claims", fileName: name, bytes, month: MONTH });
}
const work = (id: string) => ({ id, crypto: testCrypto, report: () => {} });

async function written(rows: readonly Cells[]): Promise<string> {
  const id = await received(rows);
  await checkBatch(asProvider(), work(id));
  expect(await applyBatch(asProvider(), work(id))).toMatchObject({ state: "applied" });
  return id;
}

async function kept(importId: string) {
  const { rows } = await showClaimFileRows(asProvider(), { importId, result: null, page: 1 });
  return rows.map(({ rowNo, result, reasons }) => `${rowNo} ${result}${reasons[0] ? ` ${reasons[0].code}` : ""}`);
}

const lines = () =>
  ask<{ no: string; asked: string; quantity: number; outcome: string }>(
    database,
    `select v.visit_no as no, l.asked_fen::text as asked, l.quantity, l.outcome from claim_line l join visit v on v.id = l.visit_id
    where l.voided_at is null order by v.visit_no`,
  );

beforeAll(async () => {
  database = await deliveredMonth();
  const [most] = await ask<{ id: string; code: string }>(
    database,
    `select p.id, p.credit_code as code from provider p join visit v on v.provider_id = p.id where v.approval_state = 'verified'
      group by p.id, p.credit_code order by count(*) desc, p.credit_code limit 1`,
  );
  provider = identify<ProviderId>(most?.id ?? "");
  creditCode = most?.code ?? "";
  verified = await visitsOf(`v.provider_id = '${provider}' and v.approval_state = 'verified'`);
  [other] = (await visitsOf(`v.provider_id <> '${provider}' and v.approval_state = 'verified'`)) as [Visit];
}, 120_000);
afterAll(async () => database.close());

const one = (index: number): Visit => verified[index] ?? other;

/** The tests follow one provider's month, in this order. */
describe("a provider's claim file", () => {
  let first = "";
  const file = () => [
    rowFor(one(0)),
    rowFor(one(1), { visitNo: "" }),
    rowFor(one(0), { elderNo: one(0).elder }),
    rowFor(one(2), { quantity: "2", asked: cellYuanText(fen(BigInt(one(2).price) * 2n)) }),
    rowFor(one(3), { elderNo: "E999999" }),
    rowFor(other),
    rowFor(one(4), { serviceOn: "2026-02-30" }),
    rowFor(one(5), { visitNo: "", elderNo: "=1+1" }),
    rowFor(one(6), { creditCode: "52320699MJ0000018T" }),
  ];

  it("is a provider's alone, and seen by nobody else's", async () => {
    const request = { kind: "claims", sheets: [sheetOf(CLAIM_FILE, file())], month: MONTH, apply: true } as const;
    await expect(importFile(at("user:clerk"), testCrypto, request)).rejects.toMatchObject({
      code: "import-needs-district",
    });
    await expect(importFile(asProvider(), testCrypto, { kind: "bank", sheets: [], apply: true })).rejects.toMatchObject(
      { code: "import-needs-district" },
    );
  });

  it("is previewed row by row without a trace, every row with its reason at its cell", async () => {
    first = await received(file());
    expect(await checkBatch(asProvider(), work(first))).toMatchObject({ state: "checked", inserted: 3 });
    const { batch, problems } = await showImport(asProvider(), { id: first, code: null, page: 1 });
    expect(batch.claims).toMatchObject({
      matched: { rows: 3 },
      pended: { rows: 1 },
      refused: { rows: 5 },
      unchanged: { rows: 0 },
    });
    expect(
      problems.map((problem) => `${problem.column}${problem.row} ${String(problem.facts["rule"] ?? problem.code)}`),
    ).toEqual(
      expect.arrayContaining([
        "A5 R-CLAIM-DUPLICATE",
        "D6 R-CLAIM-UNITS",
        "B7 R-CLAIM-ELDER-MISMATCH",
        "C9 date-impossible",
        "B10 R-UNKNOWN-ELDER",
        "G11 R-CLAIM-PROVIDER-MISMATCH",
      ]),
    );
    expect(await lines()).toEqual([]);
    expect(await ask(database, "select 1 from claim_upload_row")).toEqual([]);
  });

  it("comes back as a workbook with a remark beside each row that is not paid as asked, formulas as text", async () => {
    const { bytes } = await markBatch(asProvider(), testCrypto, {
      id: first,
      words: { remark: (problem) => importProblemRemark(problem, "zh-CN"), remarkHeader: "问题", watermark: "w" },
    });
    const [sheet] = await readWorkbook(bytes, "marked.xlsx");
    const texts = (sheet?.rows ?? []).map((row) => row.cells.map((cell) => cell.text).join(" | "));
    expect(texts.filter((text) => text.includes("不能付款")).length).toBeGreaterThanOrEqual(4);
    expect(texts.find((text) => text.includes("该服务已申报（#3）"))).toBeDefined();
    const cells = (sheet?.rows ?? []).flatMap((row) => row.cells);
    expect(cells.find((cell) => cell.text.includes("=1+1"))?.kind).toBe("text");
  });

  it("becomes lines of the claim where row and visit agree, and keeps every other row whole", async () => {
    await applyBatch(asProvider(), work(first));
    const found = await kept(first);
    expect(found).toEqual([
      "3 matched",
      "4 matched",
      "5 refused R-CLAIM-DUPLICATE",
      "6 matched R-CLAIM-UNITS",
      "7 refused R-CLAIM-ELDER-MISMATCH",
      "8 refused R-CLAIM-PROVIDER-MISMATCH",
      "9 refused date-impossible",
      "10 pended R-UNKNOWN-ELDER",
      "11 refused R-CLAIM-PROVIDER-MISMATCH",
    ]);
    const stored = await lines();
    expect(stored.map(({ no }) => no)).toEqual([one(0), one(1), one(2)].map(({ no }) => no).sort());
    expect(stored.find(({ no }) => no === one(2).no)).toMatchObject({ quantity: 2, outcome: "pended" });
    const [bytes] = await ask<{ cells: Cells }>(database, `select cells from claim_upload_row where row_no = 9`);
    expect(bytes?.cells).toMatchObject({ elderNo: one(4).elder, serviceOn: "2026-02-30" });
    expect(
      (
        await showImports(
          at("user:x", { scope: { ...WHOLE_DISTRICT, provider: identify<ProviderId>(crypto.randomUUID()) } }),
          1,
        )
      ).total,
    ).toBe(0);
  });

  it("sent again changes nothing, and a row with another amount replaces the open line without writing over it", async () => {
    const id = await written([rowFor(one(0)), rowFor(one(1), { asked: "30.00" })]);
    expect(await kept(id)).toEqual(["3 unchanged", "4 changed"]);
    expect((await lines()).find(({ no }) => no === one(1).no)).toMatchObject({ asked: "3000" });
    const [old] = await ask<{ n: number }>(
      database,
      `select count(*)::int as n from claim_line l join visit v on v.id = l.visit_id where l.voided_at is not null and v.visit_no = '${one(1).no}' and l.asked_fen = ${one(1).price}`,
    );
    expect(old?.n).toBe(1);
  });

  it("waits with a row whose visit is not verified, makes it a line once it is, and never gives it more days", async () => {
    const waiting = one(7);
    const judged = (state: string) =>
      ask(database, `update visit set approval_state = '${state}' where visit_no = '${waiting.no}'`);
    await judged("checking");
    const id = await written([rowFor(waiting)]);
    expect((await kept(id))[0]).toMatch(/^3 pended R-CLAIM-NOT-VERIFIED/);
    expect(await lookAgain(asProvider(), MONTH)).toMatchObject({ lines: 0, refused: 0 });
    await judged("verified");
    expect(await lookAgain(asProvider(), MONTH)).toMatchObject({ looked: 2, lines: 1 });
    expect((await lines()).map(({ no }) => no)).toContain(waiting.no);
    const much = later(database, 40)("user:provider");
    expect(await lookAgain({ ...much, scope: asProvider().scope }, MONTH)).toMatchObject({ looked: 1, refused: 1 });
  });

  it("is before the street with all it asked for: its lines to decide, the rest beside the claim", async () => {
    await submitClaims(asProvider(), MONTH);
    const { claims } = await showClaims(at("user:street"), MONTH);
    const shown = await Promise.all(claims.map(({ claimNo }) => showClaim(at("user:street"), claimNo)));
    const cut = shown.find(({ lines: own }) => own.some(({ visitNo }) => visitNo === one(2).no));
    const line = cut?.lines.find(({ visitNo }) => visitNo === one(2).no);
    expect(line?.failures[0]).toMatchObject({ code: "R-CLAIM-UNITS" });
    expect(shown.flatMap(({ beside }) => beside.map(({ reasons }) => reasons[0]?.code))).toContain("R-CLAIM-DUPLICATE");
    const decide = (adjusted: bigint) =>
      decideSeen(at("user:street"), {
        ...{ claimNo: cut?.claimNo ?? "", lineId: line?.id ?? "", decision: "cut" },
        ...{ adjustedFen: fen(adjusted), reason: "R-CLAIM-UNITS", note: null },
      });
    await expect(decide(BigInt(one(2).price) + 1n)).rejects.toMatchObject({ code: "line-fails-checks" });
    await decide(BigInt(one(2).price));
  });

  it("adds nothing to a claim that the street has, and says so", async () => {
    const late = verified.find(
      ({ street, no }) => street === one(0).street && ![0, 1, 2, 7].some((at) => one(at).no === no),
    );
    const id = await written([rowFor(one(0)), rowFor(late ?? other)]);
    expect(await kept(id)).toEqual(["3 refused R-CLAIM-DUPLICATE", "4 refused claim-handed-in"]);
  });

  it("of ten thousand rows is matched in one go", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => rowFor(one(index % verified.length), { creditCode }));
    const outcome = await importFile(asProvider(), testCrypto, {
      ...{ kind: "claims", sheets: [sheetOf(CLAIM_FILE, many)], month: MONTH, apply: false },
    });
    const rows = Object.values(outcome.claims ?? {}).reduce((sum, { rows: some }) => sum + some, 0);
    expect([outcome.state, rows]).toEqual(["checked", 10_000]);
  });
});
