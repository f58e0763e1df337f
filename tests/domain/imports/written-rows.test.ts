import { describe, expect, it } from "vitest";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import type { ImportFile } from "#app/domain/imports/columns/column.ts";
import { FACILITY_FILE } from "#app/domain/imports/columns/facility-columns.ts";
import { PROVIDER_FILE } from "#app/domain/imports/columns/provider-columns.ts";
import { WORKER_FILE } from "#app/domain/imports/columns/worker-columns.ts";
import { elderRows } from "#app/domain/imports/elder-rows.ts";
import { facilityRows } from "#app/domain/imports/facility-rows.ts";
import { providerRows } from "#app/domain/imports/provider-rows.ts";
import { readImport } from "#app/domain/imports/read-import.ts";
import type { RawCell } from "#app/domain/imports/sheet-rows.ts";
import { workerRows } from "#app/domain/imports/worker-rows.ts";
import {
  writtenElder,
  writtenFacility,
  writtenProvider,
  writtenWorker,
  type WrittenCell,
} from "#app/domain/imports/written-rows.ts";
import { yuanText } from "#app/domain/money/yuan-text.ts";
import { STREETS } from "#db/seed/reference-data.ts";
import {
  aContext,
  elderRow,
  idNumberOf,
  numberCell,
  PROVIDER,
  providerRow,
  sheetOf,
  workerRow,
} from "./import-fixtures.ts";

const names = {
  streets: new Map(STREETS.map((street) => [street.slug, street.nameZh])),
  providers: new Map([[PROVIDER.creditCode, PROVIDER.name]]),
};
type Given = Record<string, string | RawCell>;

function cellsOf(written: Readonly<Record<string, WrittenCell>>): Given {
  const filled = Object.entries(written).filter(
    (entry): entry is [string, NonNullable<WrittenCell>] => entry[1] !== null,
  );
  return Object.fromEntries(
    filled.map(([key, value]) => [
      key,
      typeof value === "number" ? numberCell(String(value)) : typeof value === "bigint" ? yuanText(value) : value,
    ]),
  );
}

/** Reads a row, writes the record, reads that again: the first and the second record. */
function thereAndBack<Key extends string, Entry>(
  file: ImportFile<Key>,
  row: Given,
  read: (row: Given) => { rows: readonly { record: Entry }[]; problems: readonly unknown[] },
  write: (record: Entry) => Readonly<Record<string, WrittenCell>>,
) {
  const first = read(row);
  expect(first.problems, file.nameZh).toEqual([]);
  const [record] = first.rows;
  if (!record) throw new Error("the row was not read");
  const second = read(cellsOf(write(record.record)));
  expect(second.problems, file.nameZh).toEqual([]);
  return { first: record.record, second: second.rows[0]?.record };
}

describe("a record written as a row of the office's file", () => {
  const elders: readonly Given[] = [
    elderRow(),
    elderRow({ refusedWorkers: "王秀兰、李梅", workerSex: "女", wishedProvider: PROVIDER.name, living: "独居" }),
    elderRow({ inHospital: "2026-11-03至2026-11-20", benefits: "重度残疾人护理补贴（2026-01-01至2026-12-31）" }),
    elderRow({ diedOn: "2026-11-02", contactName: "张明", contactPhone: "13900000009", remark: "门禁密码在档案里" }),
    elderRow({ longitude: "120.901", latitude: "32.012", serviceMode: "两者" }),
  ];
  it.each(elders)("is the same elder when it is read again (%#)", (row) => {
    const read = (given: Given) => readImport([sheetOf(ELDER_FILE, [given])], elderRows(aContext()));
    const { first, second } = thereAndBack(ELDER_FILE, row, read, (elder) => writtenElder(elder, names));
    expect(second).toEqual(first);
  });
  it.each<Given>([
    providerRow(),
    providerRow({
      streets: "全区",
      subtypes: "LC06、RN01",
      price: "36.50",
      bankName: "示例银行",
      bankAccount: "6222000000000001",
    }),
  ])("is the same provider with its contract (%#)", (row) => {
    const read = (given: Given) => readImport([sheetOf(PROVIDER_FILE, [given])], providerRows(aContext()));
    const { first, second } = thereAndBack(PROVIDER_FILE, row, read, (provider) => writtenProvider(provider, names));
    expect(second).toEqual(first);
  });
  it.each<Given>([
    workerRow(),
    workerRow({ leave: "2026-12-24至2026-12-26", employedTo: "2027-01-31", dialects: "南通话" }),
  ])("is the same care worker (%#)", (row) => {
    const read = (given: Given) => readImport([sheetOf(WORKER_FILE, [given])], workerRows(aContext()));
    const { first, second } = thereAndBack(WORKER_FILE, row, read, (worker) => writtenWorker(worker, names));
    expect(second).toEqual(first);
  });
  it("is the same facility", () => {
    const row = { name: "城东社区站", kind: "社区站", street: "城东街道", address: "濠东路2号", capacity: "30" };
    const read = (given: Given) => readImport([sheetOf(FACILITY_FILE, [given])], facilityRows(aContext()));
    const { first, second } = thereAndBack(FACILITY_FILE, row, read, (one) => writtenFacility(one, names));
    expect(second).toEqual(first);
  });
  it("keeps an elder without consent as 未签, so that a required cell is not empty", () => {
    const read = (given: Given) => readImport([sheetOf(ELDER_FILE, [given])], elderRows(aContext()));
    const [unsigned] = read(elderRow({ idNumber: idNumberOf("19400229", "006"), consentOn: "未签" })).rows;
    expect(unsigned && writtenElder(unsigned.record, names).consentOn).toBe("未签");
  });
});
