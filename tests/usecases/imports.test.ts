/** The office's files from the upload to the applied batch: refused whole with every cell named, stored once, changed with history. */
import { DISTRICT_REFERENCE } from "#db/seed/district-reference.ts";
import { sql } from "drizzle-orm";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import type { ImportProblem } from "#app/domain/imports/problem.ts";
import type { RawCell } from "#app/domain/imports/sheet-rows.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { openZipArchive } from "#app/integrations/workbooks/zip-archive.server.ts";
import { READING_LIMITS } from "#app/integrations/workbooks/reading-limits.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { markBatch } from "#app/usecases/imports/mark-batch.server.ts";
import { receiveFile } from "#app/usecases/imports/receive-file.server.ts";
import { showImport, showImports } from "#app/usecases/imports/show-imports.server.ts";
import { withdrawBatch } from "#app/usecases/imports/withdraw-batch.server.ts";
import { applyBatch, checkBatch } from "#app/usecases/imports/work-on-batch.server.ts";
import { prepareDistrict } from "#app/usecases/month/prepare-district.server.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { STREETS } from "#db/seed/reference-data.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { elderRow, idNumberOf, letterOf, sheetOf } from "#tests/domain/imports/import-fixtures.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { BROKEN, BROKEN_CELLS, brokenRoster, csvOf, persons, workbookOf } from "./import-rosters.ts";

const crypto = aesGcmProvider("cd".repeat(32));
let context: Context;

beforeAll(async () => {
  const database = await testDatabase();
  context = testContext(database, { actor: "user:district" });
  await prepareDistrict(context, DISTRICT_REFERENCE);
});
afterAll(async () => context.database.close());

async function ask<Row>(query: string): Promise<Row[]> {
  return inTransaction(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(query))));
}
const elders = async () => Number((await ask<{ n: number }>("select count(*)::int as n from elder"))[0]?.n);

const received = (bytes: Uint8Array, fileName = "花名册.xlsx", as = context) =>
  receiveFile(as, crypto, { kind: "elders", fileName, bytes });
const work = (id: string) => ({ id, crypto, report: () => {} });

describe("a roster with more than twenty kinds of broken cells", () => {
  let id: string;
  beforeAll(async () => {
    const sheet = brokenRoster();
    const errorRow = sheet.rows.at(-2);
    // The writer cannot write a failed formula; the reader sees its text as one only in a cell of that kind.
    expect(errorRow?.cells.some((cell) => cell.kind === "error")).toBe(true);
    const outcome = await importFile(context, crypto, { kind: "elders", sheets: [sheet], apply: true });
    const errors = outcome.problems.filter((problem) => problem.level === "error");
    expect(errors.map((problem) => `${problem.code} ${problem.column}${problem.row}`)).toEqual(BROKEN_CELLS);
    expect(errors.every((problem) => problem.sheet === sheet.sheet && problem.header !== "")).toBe(true);
    expect(outcome.state).toBe("refused");
    id = await received(await workbookOf(sheet));
    await checkBatch(context, work(id));
  });

  it("is refused whole, and the database is unchanged", async () => {
    expect(await elders()).toBe(0);
    const { batch } = await showImport(context, { id, code: null, page: 1 });
    expect(batch.state).toBe("refused");
    expect(batch.errorCount).toBe(BROKEN.length);
    await expect(applyBatch(context, work(id))).rejects.toSatisfy((thrown) => isRefusal(thrown, "import-not-checked"));
    expect(await elders()).toBe(0);
  });

  it("names each cell with sheet, row, column, value and code, and shows no whole number of a person", async () => {
    const { problems } = await showImport(context, { id, code: null, page: 1 });
    const errors = problems.filter((problem) => problem.level === "error");
    // A failed formula written by the marking writer comes back as the text it showed: a date that cannot be read.
    const expected = BROKEN_CELLS.map((cell) => cell.replace("cell-error", "date-unreadable"));
    expect(errors.map((problem) => `${problem.code} ${problem.column}${problem.row}`)).toEqual(expected);
    expect(JSON.stringify(problems)).not.toMatch(/\d{15}|1[3-9]\d{9}/);
  });

  it("lists one kind at a time", async () => {
    const shown = await showImport(context, { id, code: "id-number-invalid", page: 1 });
    expect(shown.listed).toBe(3);
    expect(new Set(shown.problems.map((problem: ImportProblem) => problem.code))).toEqual(
      new Set(["id-number-invalid"]),
    );
  });

  it("comes back with exactly those cells coloured and commented", async () => {
    const { bytes } = await markBatch(context, crypto, {
      id,
      words: { remark: (problem) => problem.code, remarkHeader: "问题", watermark: "w" },
    });
    const archive = openZipArchive(bytes, READING_LIMITS);
    const part = (name: string) => new TextDecoder().decode(archive.read(name) ?? new Uint8Array());
    const noted = [...part("xl/comments1.xml").matchAll(/<comment ref="([A-Z]+\d+)"/g)].map((match) => match[1]);
    const { problems } = await showImport(context, { id, code: null, page: 1 });
    const cells = new Set(problems.filter((one) => one.column !== "").map((one) => `${one.column}${one.row}`));
    expect(new Set(noted)).toEqual(cells);
    expect(noted).toHaveLength(cells.size);
    expect(part("xl/worksheets/sheet1.xml")).toContain("<legacyDrawing");
    const [sheet] = await readWorkbook(bytes, "marked.xlsx");
    expect(sheet?.rows.find((row) => row.rowNumber === 4)?.cells[ELDER_FILE.columns.length]?.text).toBe(
      "required-empty",
    );
  });
});

describe("a sound roster", () => {
  it("is read alike from a workbook and from CSV in UTF-8 with and without mark and in GB18030", async () => {
    const sheet = sheetOf(ELDER_FILE, persons(3));
    const csv = csvOf(sheet);
    const files: readonly [string, Uint8Array][] = [
      ["a.xlsx", await workbookOf(sheet)],
      ["a.csv", new TextEncoder().encode(csv)],
      ["b.csv", new TextEncoder().encode(`\ufeff${csv}`)],
      ["c.csv", Uint8Array.from(iconv.encode(csv, "gb18030"))],
    ];
    const first = await received(files[0]?.[1] ?? new Uint8Array(), "a.xlsx");
    expect(await checkBatch(context, work(first))).toMatchObject({ state: "checked", inserted: 3, unchanged: 0 });
    expect(await applyBatch(context, work(first))).toMatchObject({ state: "applied", inserted: 3 });
    for (const [name, bytes] of files) {
      const again = await received(bytes, name);
      expect(await checkBatch(context, work(again))).toMatchObject({ state: "checked", inserted: 0, unchanged: 3 });
    }
  });

  it("reads dates in the four forms of offices as one date", async () => {
    const forms: (string | RawCell)[] = [
      "2026-03-05",
      "2026/03/05",
      "2026年3月5日",
      { kind: "date", text: "2026-03-05", value: 46086 },
      { kind: "number", text: "46086", value: 46086 },
    ];
    const rows = forms.map((form, index) =>
      elderRow({ idNumber: idNumberOf("19410301", String(100 + index)), assessedOn: form, consentOn: form }),
    );
    const bytes = await workbookOf(sheetOf(ELDER_FILE, rows));
    const id = await received(bytes);
    await checkBatch(context, work(id));
    expect(await applyBatch(context, work(id))).toMatchObject({ state: "applied", inserted: forms.length });
    const stored = await ask<{ consent: string; assessed: string }>(
      "select e.consent_on::text as consent, a.assessed_on::text as assessed from elder e join ability_assessment a on a.elder_id = e.id where e.birth_on = '1941-03-01'",
    );
    expect(stored).toHaveLength(forms.length);
    expect(new Set(stored.flatMap((row) => [row.consent, row.assessed]))).toEqual(new Set(["2026-03-05"]));
  });

  it("changes nothing the second time, and a changed row becomes a version with its history", async () => {
    const rows = persons(4, {}).map((row, index) => ({
      ...row,
      idNumber: idNumberOf("19420101", String(100 + index)),
    }));
    const file = await workbookOf(sheetOf(ELDER_FILE, rows));
    const first = await received(file);
    await checkBatch(context, work(first));
    await applyBatch(context, work(first));
    const second = await received(file);
    expect(await checkBatch(context, work(second))).toMatchObject({ inserted: 0, updated: 0, unchanged: 4 });
    expect(await applyBatch(context, work(second))).toMatchObject({ inserted: 0, updated: 0, unchanged: 4 });
    const changed = rows.map((row, index) => (index === 0 ? { ...row, grade: "重度失能" } : row));
    const third = await received(await workbookOf(sheetOf(ELDER_FILE, changed)));
    await checkBatch(context, work(third));
    expect(await applyBatch(context, work(third))).toMatchObject({ inserted: 0, updated: 1, unchanged: 3 });
    const kept = await ask<{ version: number; grade: string; who: string }>(
      "select r.version, r.before->'facts'->'assessments'->0->>'grade' as grade, r.changed_by as who from record_revision r join elder e on e.id = r.subject_id where e.birth_on = '1942-01-01'",
    );
    expect(kept.map((row) => ({ ...row, version: Number(row.version) }))).toEqual([
      { version: 1, grade: "2", who: "user:district" },
    ]);
  });

  it("keeps the file encrypted, and only until it is applied or withdrawn", async () => {
    const id = await received(await workbookOf(sheetOf(ELDER_FILE, persons(1))));
    const cipher = async () =>
      (await ask<{ c: string | null }>(`select content_cipher as c from import_batch where id = '${id}'`))[0]?.c ??
      null;
    expect(await cipher()).toMatch(/^v1\./);
    await checkBatch(context, work(id));
    await withdrawBatch(context, id);
    expect(await cipher()).toBeNull();
    await expect(applyBatch(context, work(id))).rejects.toSatisfy((thrown) => isRefusal(thrown, "import-content-gone"));
  });

  it("is checked again when it is applied: a street that went meanwhile refuses it whole", async () => {
    const rows = persons(2).map((row, index) => ({ ...row, idNumber: idNumberOf("19430101", String(100 + index)) }));
    const id = await received(await workbookOf(sheetOf(ELDER_FILE, rows)));
    expect(await checkBatch(context, work(id))).toMatchObject({ state: "checked" });
    const before = await elders();
    await ask("update street set name_zh = '改名街道', slug = 'renamed' where name_zh = '城东街道'");
    try {
      expect(await applyBatch(context, work(id))).toMatchObject({ state: "refused" });
      expect(await elders()).toBe(before);
      expect((await showImport(context, { id, code: null, page: 1 })).batch.state).toBe("refused");
    } finally {
      await ask("update street set name_zh = '城东街道', slug = 'chengdong' where name_zh = '改名街道'");
    }
  });
});

describe("a street's office", () => {
  const street = (id: number): Context => ({
    ...context,
    actor: "user:street",
    scope: { streets: [identify<StreetId>(id)], provider: "all", worker: "all" },
  });
  const nameOf = (id: number) => STREETS.find((one) => one.id === id)?.nameZh ?? "";
  const personOf = (sequence: string, streetId: number) =>
    elderRow({ idNumber: idNumberOf("19440101", sequence), street: nameOf(streetId) });

  it("imports elders of its own street and is refused a row of another, by its cell", async () => {
    const other = await received(
      await workbookOf(sheetOf(ELDER_FILE, [personOf("100", 2), personOf("101", 3)])),
      "a.xlsx",
      street(2),
    );
    await checkBatch(street(2), work(other));
    const { problems } = await showImport(street(2), { id: other, code: null, page: 1 });
    expect(problems.map((one) => `${one.code} ${one.column}${one.row}`)).toEqual([
      `street-not-yours ${letterOf(ELDER_FILE, "street")}4`,
    ]);
    const own = await received(await workbookOf(sheetOf(ELDER_FILE, [personOf("100", 2)])), "a.xlsx", street(2));
    await checkBatch(street(2), work(own));
    expect(await applyBatch(street(2), work(own))).toMatchObject({ state: "applied", inserted: 1 });
  });

  it("cannot take an elder over from another street", async () => {
    const id = await received(await workbookOf(sheetOf(ELDER_FILE, [personOf("100", 3)])), "a.xlsx", street(3));
    await checkBatch(street(3), work(id));
    const { problems } = await showImport(street(3), { id, code: null, page: 1 });
    expect(problems.map((one) => one.code)).toEqual(["elder-elsewhere"]);
  });

  it("sees its own files alone and imports no providers", async () => {
    expect((await showImports(street(4), 1)).total).toBe(0);
    expect((await showImports(street(2), 1)).rows.every((row) => row.streetZh === nameOf(2))).toBe(true);
    const bytes = new TextEncoder().encode("a,b");
    await expect(receiveFile(street(2), crypto, { kind: "providers", fileName: "p.csv", bytes })).rejects.toSatisfy(
      (thrown) => isRefusal(thrown, "import-needs-district"),
    );
  });
});

describe("files that are no tables", () => {
  it.each([
    ["file-empty", "a.xlsx", new Uint8Array()],
    ["file-kind-refused", "a.pdf", new TextEncoder().encode("%PDF-1.7")],
    ["file-kind-refused", "a.xlsx", new TextEncoder().encode("%PDF-1.7")],
    ["workbook-old-format", "a.xls", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ["file-too-large", "a.csv", new Uint8Array(READING_LIMITS.fileBytes + 1)],
  ])("are refused at the door: %s", async (code, name, bytes) => {
    await expect(received(bytes, name)).rejects.toSatisfy((thrown) => isRefusal(thrown, code));
  });

  it("are refused with the reason when they break on reading", async () => {
    const id = await received(Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]));
    expect(await checkBatch(context, work(id))).toMatchObject({ state: "refused" });
    const { batch } = await showImport(context, { id, code: null, page: 1 });
    expect(batch.fileRefusal?.code).toBe("workbook-unreadable");
  });
});

describe("the other three files", () => {
  it("keep the history of providers, care workers and facilities that change", async () => {
    const district = generateDemoDistrict({ seed: "3", month: plainMonth("2026-12") });
    const rows = {
      facilities: district.facilities.slice(0, 3),
      providers: district.providers,
      workers: district.workers.slice(0, 5),
      elders: [],
    };
    const run = async (given: typeof rows) => {
      for (const file of (await writeDemoFiles(given)).slice(0, 3)) {
        const sheets = await readWorkbook(file.bytes, file.name);
        expect(await importFile(context, crypto, { kind: file.kind, sheets, apply: true })).toMatchObject({
          state: "applied",
        });
      }
    };
    await run(rows);
    await run({
      facilities: rows.facilities.map((row, index) => (index === 0 ? { ...row, capacity: 77 } : row)),
      providers: rows.providers.map((row, index) => (index === 0 ? { ...row, contactName: "新联系" } : row)),
      workers: rows.workers.map((row, index) => (index === 0 ? { ...row, dialects: "上海话" } : row)),
      elders: [],
    });
    const kept = await ask<{ kind: string; n: number }>(
      "select subject_type as kind, count(*)::int as n from record_revision where subject_type <> 'elder' group by 1 order by 1",
    );
    expect(kept.map((row) => [row.kind, Number(row.n)])).toEqual([
      ["care_worker", 1],
      ["facility", 1],
      ["provider", 1],
    ]);
  });
});
