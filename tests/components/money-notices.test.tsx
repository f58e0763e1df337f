/** What pages of public money say of a step that does not end as usual: a list that waits for a second person, a bank's file written in part. */
import { AuditSecond } from "#app/components/audit-second.tsx";
import { describe, expect, it } from "vitest";
import { AuditBulk, type BulkView } from "#app/components/audit-bulk.tsx";
import { ImportStateTag } from "#app/components/import-list.tsx";
import { ImportVerdict, type ImportVerdictBatch } from "#app/components/import-verdict.tsx";
import { PaymentBatch } from "#app/components/payment-batch.tsx";
import { RuleAppeals } from "#app/components/rule-appeals.tsx";
import { renderMarkup, textOf } from "./render-markup.tsx";

const line = {
  visitNo: "V1",
  elderName: "王*英",
  workers: ["李*"],
  provider: "濠滨",
  plannedStart: "2026-11-20T01:00:00.000Z",
  plannedMinutes: 60,
  checkIn: null,
  checkOut: null,
  minutes: null,
  events: 0,
  says: null,
  askedFen: 20_000n,
};

const bulk: BulkView = {
  rule: "clean",
  only: null,
  lines: [line],
  sumFen: 20_000n,
  limitFen: 100_000n,
  second: [],
  highRisk: 0,
  mixed: 0,
  beyond: 0,
  listDigest: "d",
  choices: { approve: [], hold: ["R-COMPLAINT-OPEN"], refuse: ["R-DECEASED"] },
};

describe("a list in bulk", () => {
  const said = (second: BulkView["second"], locale: "zh-CN" | "en" = "zh-CN") =>
    textOf(renderMarkup(<AuditBulk bulk={{ ...bulk, second }} mayDecide />, { locale }));

  it("says nothing of a second person while one is enough", () => {
    expect(said([])).not.toContain("第二个人");
  });

  it("says why a second person is needed: what was decided earlier that day, what it comes to, and the sum", () => {
    const second = [{ decision: "approve", why: "day", earlierFen: 90_000n }] as const;
    expect(said(second)).toContain(
      "“通过”：您今天对这条规则已独自成批这样决定 ¥900.00，加上这一批 ¥1,100.00，超过 ¥1,000.00",
    );
    expect(said(second, "en")).toContain("with this list it is ¥1,100.00, above ¥1,000.00");
  });

  it("leaves out what is not offered, and says of a list that is too large alone only that", () => {
    const closed = { ...bulk, choices: { ...bulk.choices, approve: null } };
    const second = [{ decision: "approve", why: "day", earlierFen: 90_000n }] as const;
    expect(textOf(renderMarkup(<AuditBulk bulk={{ ...closed, second }} mayDecide />))).not.toContain("您今天");
    expect(said([{ decision: "approve", why: "list", earlierFen: 0n }])).not.toContain("您今天");
  });
});

const batch: ImportVerdictBatch = {
  id: "1",
  state: "checked",
  rowCount: 5,
  inserted: 3,
  updated: 0,
  unchanged: 0,
  errorCount: 2,
  warningCount: 0,
  appliedBy: "liu",
  hasContent: true,
  effects: null,
  bank: { left: [{}, {}], isKept: false },
  fileRefusal: null,
};

describe("a bank's file with wrong lines", () => {
  it("offers to write the good ones before, and says after what stays out and under which name", () => {
    const before = textOf(renderMarkup(<ImportVerdict batch={batch} base="/office/payments/results" />));
    expect(before).toContain("3 行可以写入，2 行有错，先不写入");
    expect(before).toContain("写入没错的行");
    const applied = { ...batch, state: "applied", hasContent: false };
    const after = textOf(renderMarkup(<ImportVerdict batch={applied} base="/office/payments/results" />));
    expect(after).toContain("已写入 3 行，2 行有错没有写入");
    expect(after).toContain("银行结果有错，待更正");
    expect(after).not.toContain("下载没有写入的行");
    const kept = { ...applied, bank: { left: [{}, {}], isKept: true } };
    const markup = renderMarkup(<ImportVerdict batch={kept} base="/office/payments/results" />);
    expect(textOf(markup)).toContain("下载没有写入的行");
    expect(markup).toContain('href="/office/payments/results/1/marked"');
  });

  it("without any is written whole as before", () => {
    const whole = { ...batch, errorCount: 0, bank: { left: [], isKept: false } };
    const text = textOf(renderMarkup(<ImportVerdict batch={whole} base="/office/payments/results" />));
    expect(text).toContain("全部写入");
    expect(text).not.toContain("有错");
  });

  it("stands in the list as written in part", () => {
    expect(textOf(renderMarkup(<ImportStateTag state="applied" isPart />))).toBe("已写入没错的行");
    expect(textOf(renderMarkup(<ImportStateTag state="checked" isPart />))).toBe("可以写入没错的行");
    expect(textOf(renderMarkup(<ImportStateTag state="applied" />))).toBe("已写入");
    expect(textOf(renderMarkup(<ImportStateTag state="refused" isPart />))).toBe("有错，未写入");
  });

  it("is led to from the payment that waits for its correction", () => {
    const row = {
      ...{ id: "p", payee: "濠滨", orderedFen: 100n, paidFen: 0n, returnedFen: 0n, openFen: 100n },
      ...{ word: "not_paid" as const, references: [], reason: null, isFollowed: false, faultyImport: "file-1" },
    };
    const sums = { orderedFen: 100n, paidFen: 0n, returnedFen: 0n, openFen: 100n, again: { lines: 0, fen: 0n } };
    const view = { batchNo: "BF-1", waitsFor: null, follows: null, simulated: null, rows: [row], sums };
    const markup = renderMarkup(<PaymentBatch batch={view} maySettle />);
    expect(markup).toContain('href="/office/payments/results/file-1"');
    expect(markup).toContain("银行结果有错，待更正");
    expect(markup).toContain("/office/payments/file?");
    const waits = renderMarkup(<PaymentBatch batch={{ ...view, waitsFor: "2026-12" }} maySettle />);
    expect(textOf(waits)).toContain("2026-12 关账后才能取付款文件");
    expect(waits).not.toContain("/office/payments/file?");
  });
});

describe("what appeals say of a rule", () => {
  it("is shown with the share of its cuts that were turned round", () => {
    const row = { ruleCode: "R-DISSATISFIED", findings: 200, decided: 3, reversed: 1 };
    const text = textOf(renderMarkup(<RuleAppeals rows={[row]} />));
    expect(text).toContain("200 3 1 0.5 %");
    expect(textOf(renderMarkup(<RuleAppeals rows={[]} />))).toContain("最近一年没有核减");
  });
});

describe("a step in bulk that waits for a second person", () => {
  const step = {
    ...{ bulkId: "0198c0de-0000-7000-8000-000000000001", rule: "clean", decision: "approve", reason: null, note: null },
    signableFrom: "2026-12-05T02:00:30.000Z",
    lines: [line],
    sumFen: 20_000n,
  };
  const markupOf = (mine: boolean, mayDecide = true) =>
    renderMarkup(<AuditSecond step={{ ...step, mine }} mayDecide={mayDecide} />);

  it("is signed beside its list by another person, and by nobody who only reads or who decided it", () => {
    expect(textOf(markupOf(false))).toContain("签字同意 1 条，共 ¥200.00");
    expect(markupOf(false)).toContain("/office/audit/V1");
    for (const markup of [markupOf(true), markupOf(false, false)]) expect(markup).not.toContain('value="sign"');
    expect(textOf(markupOf(true))).toContain("要由别人签字");
    expect(markupOf(false, false)).not.toContain('value="undo"');
  });
});
