import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MANIFEST_FILE, PACK_FILES, type PackManifest } from "#app/domain/audit-pack/pack-format.ts";
import { PLAIN_MONEY } from "#app/domain/reconciliation/close-money.ts";
import { planClose } from "#app/domain/reconciliation/plan-close.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { unzipTexts, zipTexts } from "#app/integrations/archives/zip.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { packReadme } from "#app/messages/audit-pack.ts";
import { loadClaimsOfMonth } from "#app/usecases/claims/month-claims.server.ts";
import { closeFactsOf } from "#app/usecases/reconciliation/close-facts.ts";
import { showSettlement } from "#app/usecases/reconciliation/show-settlement.server.ts";
import { verifyPackFile } from "#app/usecases/reconciliation/verify-pack-file.ts";
import { writeAuditPack } from "#app/usecases/reconciliation/write-audit-pack.server.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { addMonths, plainMonth } from "#app/domain/time/plain-month.ts";
import { testContext } from "#tests/support/database.ts";
import { closedDistrict } from "#tests/support/small-district.ts";

const month = plainMonth("2026-12");
let database: Database;
let pack: Uint8Array;

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}
const write = async (provider: string | null = null) =>
  (await writeAuditPack(testContext(database), { month, provider, readme: packReadme })).bytes;
const digestsOfClose = async () =>
  (
    await rows<{ input: string; result: string }>(
      "select encode(input_digest, 'hex') as input, encode(result_digest, 'hex') as result from ledger_period where state = 'closed'",
    )
  )[0];

beforeAll(async () => {
  database = await closedDistrict(60);
  pack = await write();
});
afterAll(async () => database.close());

/** The pack with one file's text changed; with `rehash` the manifest is made to fit, as a careful forger would. */
function changed(path: string, change: (text: string) => string, rehash = true): Uint8Array {
  const texts = unzipTexts(pack);
  const before = texts.get(path) ?? "";
  const after = change(before);
  expect(after).not.toBe(before);
  texts.set(path, after);
  if (rehash) {
    const manifest = JSON.parse(texts.get(MANIFEST_FILE) ?? "") as PackManifest;
    const files = manifest.files.map((file) =>
      file.path === path ? { ...file, sha256: sha256Hex(after), bytes: Buffer.byteLength(after) } : file,
    );
    texts.set(MANIFEST_FILE, `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
  }
  return zipTexts(texts);
}
const differencesOf = (bytes: Uint8Array) => verifyPackFile(bytes).differences;
const codesOf = (bytes: Uint8Array) => new Set(differencesOf(bytes).map((one) => one.code));

describe("a month under an old policy version", () => {
  const recomputed = async (policyId: string) => {
    const [run] = await rows<{ day: string }>(
      "select (as_of at time zone 'Asia/Shanghai')::date::text as day from settlement_run",
    );
    return inTransaction(testContext(database), async (unit) => {
      const claims = await loadClaimsOfMonth(unit, month);
      const policy = (await listPolicyVersions(unit)).find((version) => version.id === policyId) ?? claims.facts.policy;
      const facts = closeFactsOf({ ...claims, facts: { ...claims.facts, policy } }, PLAIN_MONEY);
      const plan = planClose(facts, { runNo: 1, asOf: plainDate(run?.day ?? "") }, sha256Hex);
      return { inForce: claims.facts.policy.id, sum: plan.settled.payableFen, result: sha256Hex(plan.resultDigest) };
    });
  };

  it("gives the old sum to the fen and the old digest after a stricter version was adopted, and so does its pack", async () => {
    const [stored] = await rows<{ approved: string }>(
      "select sum(approved_fen)::text as approved from settlement_line",
    );
    const old = (await recomputed("")).inForce;
    await rows("update policy_version set effective_to = '2026-12-31'");
    await rows(
      `insert into policy_version (id, effective_from, effective_to, source_document, confirmed, parameters, rule_modes)
       select 'stricter', '2027-01-01', null, source_document, confirmed, parameters || '{"visits_per_month": 1}', rule_modes
       from policy_version`,
    );
    const again = await recomputed("");
    expect(again).toEqual({
      inForce: old,
      sum: BigInt(stored?.approved ?? 0),
      result: (await digestsOfClose())?.result,
    });
    const report = verifyPackFile(await write());
    expect(report.differences).toEqual([]);
    expect([report.policyVersion, String(report.sums?.approvedFen)]).toEqual([old, stored?.approved]);
    // The other version would have given another sum: the version decides, and the month keeps its own.
    expect((await recomputed("stricter")).sum).toBeLessThan(again.sum);
  });
});

describe("the audit pack of a closed month", () => {
  it("is offered on the month's page, and on none of a month that is open", async () => {
    const shown = async (of: typeof month) => (await showSettlement(testContext(database), of, null)).close.hasPack;
    expect([await shown(month), await shown(addMonths(month, 1))]).toEqual([true, false]);
  });
  it("verifies without a database: the same lines, sums, journals and digests", async () => {
    const report = verifyPackFile(pack);
    expect(report.differences).toEqual([]);
    const [stored] = await rows<{ lines: number; claimed: string; approved: string; paid: string; journals: number }>(
      `select (select count(*)::int from settlement_line) as lines, (select sum(claimed_fen)::text from settlement_line) as claimed,
              (select sum(approved_fen)::text from settlement_line) as approved,
              (select sum(amount_fen)::text from bank_line) as paid, (select count(*)::int from journal) as journals`,
    );
    expect(report.sums).toMatchObject({ lines: stored?.lines, journals: stored?.journals });
    expect([report.sums?.claimedFen, report.sums?.approvedFen, report.sums?.paidFen].map(String)).toEqual([
      stored?.claimed,
      stored?.approved,
      stored?.paid,
    ]);
    const digests = await digestsOfClose();
    expect({ input: report.inputDigest, result: report.resultDigest }).toEqual(digests);
    expect(report.sums?.approvedFen).toBeGreaterThan(0n);
    expect(report.sums?.drawn).toBeGreaterThan(30);
  });
  it("has the same bytes however often it is written, and each export is in the audit log with its digest", async () => {
    expect(sha256Hex(await write())).toBe(sha256Hex(pack));
    const exports = await rows<{ text: string }>(
      "select convert_from(canonical, 'UTF8') as text from audit_event where action = 'settlement.export-pack'",
    );
    expect(exports).toHaveLength(3);
    expect(exports.filter(({ text }) => !text.includes(sha256Hex(pack)))).toEqual([]);
  });
  it("names no elder: neither names nor identity numbers, telephones or addresses", async () => {
    const texts = [...unzipTexts(pack).values()].join("\n");
    const elders = await rows<{ name: string; elder_no: string }>("select name, elder_no from elder");
    expect(elders.filter(({ name }) => texts.includes(name))).toEqual([]);
    expect(elders.some(({ elder_no }) => texts.includes(elder_no))).toBe(true);
    expect(texts).not.toMatch(/(?<![0-9a-f-])\d{17}[\dX](?![0-9A-Za-z-])/);
    expect(texts).not.toMatch(/(?<![0-9a-f-])1[3-9]\d{9}(?![0-9a-f-])/);
  });
  it("stays what it was when visits, findings and policies move on", async () => {
    await rows("update finding set state = 'withdrawn'");
    await rows("update visit set waived = true where approval_state <> 'locked'");
    expect(differencesOf(await write())).toEqual([]);
    expect(unzipTexts(await write()).get(PACK_FILES.visit)).toBe(unzipTexts(pack).get(PACK_FILES.visit));
  });
  it("is refused for a month that is not closed and for a provider that nobody knows", async () => {
    const ask = (asked: typeof month, provider: string | null) =>
      writeAuditPack(testContext(database), { month: asked, provider, readme: packReadme });
    await expect(ask(addMonths(month, 1), null)).rejects.toMatchObject({ code: "month-not-closed" });
    await expect(ask(month, "nobody")).rejects.toMatchObject({ code: "provider-unknown" });
  });
  it("cannot be changed where the close keeps it", async () => {
    await expect(rows("update close_input set rows = ''")).rejects.toThrow();
    await expect(rows("delete from close_input")).rejects.toThrow();
  });
});

describe("the pack of one provider", () => {
  it("verifies by itself, holds no other provider's money, and adds up to the district", async () => {
    const providers = await rows<{ code: string; approved: string }>(
      `select p.credit_code as code, sum(l.approved_fen)::text as approved from settlement_line l
       join provider p on p.id = l.provider_id group by 1 order by 1`,
    );
    expect(providers.length).toBeGreaterThan(2);
    for (const { code, approved } of providers) {
      const bytes = await write(code);
      const report = verifyPackFile(bytes);
      expect(report.differences).toEqual([]);
      expect(String(report.sums?.approvedFen)).toBe(approved);
      const texts = [...unzipTexts(bytes).values()].join("\n");
      expect(providers.filter((other) => other.code !== code && texts.includes(other.code))).toEqual([]);
    }
  });
});

/** What a forger may change, with the manifest made to fit; each is found and named. */
describe("a tampered pack", () => {
  it("is found by one changed byte of a file", () => {
    const bytes = changed(PACK_FILES.visit, (text) => text.replace("basket", "baskex"), false);
    expect(differencesOf(bytes)).toContainEqual(
      expect.objectContaining({ code: "file-hash", where: PACK_FILES.visit }),
    );
  });
  it("is found by any changed byte of the zip", () => {
    for (const place of [0.01, 0.3, 0.6, 0.9, 0.999]) {
      const bytes = Uint8Array.from(pack);
      const index = Math.floor(bytes.length * place);
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      expect(differencesOf(bytes).length).toBeGreaterThan(0);
    }
  });
  it("is found by a file that was added, taken away or cannot be read", () => {
    const texts = unzipTexts(pack);
    expect(codesOf(zipTexts(new Map([...texts, ["extra.txt", "x"]])))).toContain("file-unknown");
    const without = new Map(texts);
    without.delete(PACK_FILES.bank);
    expect(codesOf(zipTexts(without))).toContain("file-missing");
    expect(codesOf(changed(PACK_FILES.line, (text) => text.replace("{", "[")))).toContain("unreadable");
    expect(codesOf(new Uint8Array([1, 2, 3]))).toContain("container");
  });
  it("is found by a changed amount: of a claim line, a settled line, a posting, an order, the bank", () => {
    const more = (text: string) =>
      text.replace(
        /"(askedFen|approvedFen|amountFen|orderedFen)":(\d{3,})/,
        (_, key: string, amount: string) => `"${key}":${Number(amount) + 1}`,
      );
    expect(codesOf(changed(PACK_FILES.line, more))).toEqual(new Set(["input-digest", "result-digest", "line"]));
    const settled = changed(PACK_FILES.settlement, more);
    expect(differencesOf(settled)).toEqual([
      expect.objectContaining({ code: "line", where: expect.stringMatching(/ approvedFen$/) as string }),
    ]);
    expect(codesOf(changed(PACK_FILES.journals, more))).toEqual(new Set(["journal-digest", "journal"]));
    expect(codesOf(changed(PACK_FILES.payments, more))).toContain("payment");
    expect(codesOf(changed(PACK_FILES.bank, more))).toContain("bank-line");
  });
  it("is found by a changed seed, revealed value, population or draw", () => {
    const flip = (key: string) => (text: string) =>
      text.replace(new RegExp(`"${key}":"(.)`), (_, first: string) => `"${key}":"${first === "0" ? "1" : "0"}`);
    expect(codesOf(changed(PACK_FILES.sample, flip("seed")))).toContain("sample-seed");
    expect(codesOf(changed(PACK_FILES.sample, flip("publicValue")))).toContain("sample-commitment");
    expect(codesOf(changed(PACK_FILES.sample, flip("batchDigest")))).toContain("sample-population");
    const risk = (text: string) => text.replace(/"riskPoints":\d+/, '"riskPoints":9');
    expect(codesOf(changed(PACK_FILES.sampleLines, risk))).toContain("sample-population");
    const undrawn = (text: string) =>
      text.replace(/"drawnAs":1,/, '"drawnAs":null,').replace(/"reasons":\["size"\]/, '"reasons":[]');
    expect(codesOf(changed(PACK_FILES.sampleLines, undrawn))).toContain("sample-line");
    const dropped = (text: string) => text.slice(text.indexOf("\n") + 1);
    expect(codesOf(changed(PACK_FILES.sampleLines, dropped))).toContain("sample-population");
  });
  it("is found by another rule version, rule mode, policy version or policy parameter", () => {
    const version = (text: string) => text.replace(/"ruleVersion":"[^"]+"/, '"ruleVersion":"2020.1"');
    expect(codesOf(changed(PACK_FILES.head, version))).toEqual(
      new Set(["rule-version", "rule-mode", "input-digest", "journal"]),
    );
    expect(codesOf(changed(PACK_FILES.run, version))).toEqual(new Set(["rule-version"]));
    expect(codesOf(changed(PACK_FILES.rules, version))).toEqual(new Set(["rule-mode"]));
    const mode = (text: string) => text.replace('"modeAtEnd":"enforce"', '"modeAtEnd":"off"');
    expect(codesOf(changed(PACK_FILES.rules, mode))).toEqual(new Set(["rule-mode"]));
    const policy = (text: string) => text.replace(/"id":"[^"]+"/, '"id":"P-1"');
    expect(codesOf(changed(PACK_FILES.policy, policy))).toContain("policy-version");
    const fewer = (text: string) => text.replace(/"visits_per_month":\d+/, '"visits_per_month":1');
    expect(codesOf(changed(PACK_FILES.policy, fewer))).toContain("result-digest");
  });
  it("is found by a journal that was taken away or posted twice", () => {
    const dropped = (text: string) => text.slice(text.indexOf("\n") + 1);
    expect(codesOf(changed(PACK_FILES.journals, dropped))).toContain("journal");
    const twice = (text: string) => text.slice(0, text.indexOf("\n") + 1) + text;
    expect(codesOf(changed(PACK_FILES.journals, twice))).toContain("voucher");
  });
});

describe("a month that was closed before inputs were kept", () => {
  beforeAll(async () => {
    await rows("alter table close_input disable trigger close_input_append_only");
    await rows("delete from close_input");
    await rows("alter table close_input enable trigger close_input_append_only");
  });

  it("has no pack, and its page is told so before anybody asks", async () => {
    await expect(write()).rejects.toMatchObject({ code: "close-inputs-not-kept" });
    const { close } = await showSettlement(testContext(database), month, null);
    expect(close).toMatchObject({ state: "closed", hasPack: false });
  });
});
