/** The demonstration district as the four spreadsheets an office would have. */
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import { FACILITY_FILE } from "#app/domain/imports/columns/facility-columns.ts";
import { PROVIDER_FILE } from "#app/domain/imports/columns/provider-columns.ts";
import { WORKER_FILE } from "#app/domain/imports/columns/worker-columns.ts";
import type { ImportFile } from "#app/domain/imports/columns/column.ts";
import { importForm, type ImportFormRow } from "#app/integrations/workbooks/import-form.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import type { FormValue } from "#app/integrations/workbooks/sheet-form.ts";
import type { RosterKind } from "../imports/import-outcome.ts";

/** Rows by file, as `generateDemoDistrict` makes them. */
export type DemoRows = Readonly<Record<RosterKind, readonly Readonly<Record<string, FormValue>>[]>>;

export type DemoFile = { readonly kind: RosterKind; readonly name: string; readonly bytes: Uint8Array };

const FILES: readonly (readonly [RosterKind, ImportFile])[] = [
  ["facilities", FACILITY_FILE],
  ["providers", PROVIDER_FILE],
  ["workers", WORKER_FILE],
  ["elders", ELDER_FILE],
];

/** In the order in which they must be imported: workers name providers, elders wish for them. */
export async function writeDemoFiles(rows: DemoRows): Promise<DemoFile[]> {
  const written: DemoFile[] = [];
  for (const [kind, file] of FILES) {
    const form = importForm(file, rows[kind] as readonly ImportFormRow<string>[], {
      title: file.nameZh,
      unitLine: "演示数据，人员、机构和号码均为虚构",
      watermark: "演示数据",
    });
    written.push({
      kind,
      name: `${kind}.xlsx`,
      bytes: await writeWorkbook([layoutSheet({ ...form, name: file.nameZh })]),
    });
  }
  return written;
}
