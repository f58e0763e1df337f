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
import type { ImportKind } from "../imports/import-outcome.ts";

/** Rows by file, as `generateDemoDistrict` makes them. */
export type DemoRows = Readonly<Record<ImportKind, readonly Readonly<Record<string, FormValue>>[]>>;

export type DemoFile = { readonly kind: ImportKind; readonly name: string; readonly bytes: Uint8Array };

const FILES: readonly (readonly [ImportFile, string])[] = [
  [FACILITY_FILE, "facilities.xlsx"],
  [PROVIDER_FILE, "providers.xlsx"],
  [WORKER_FILE, "workers.xlsx"],
  [ELDER_FILE, "elders.xlsx"],
];

/** In the order in which they must be imported: workers name providers, elders wish for them. */
export async function writeDemoFiles(rows: DemoRows): Promise<DemoFile[]> {
  const written: DemoFile[] = [];
  for (const [file, name] of FILES) {
    const form = importForm(file, rows[file.kind] as readonly ImportFormRow<string>[], {
      title: file.nameZh,
      unitLine: "演示数据，人员、机构和号码均为虚构",
      watermark: "演示数据",
    });
    written.push({ kind: file.kind, name, bytes: await writeWorkbook([layoutSheet({ ...form, name: file.nameZh })]) });
  }
  return written;
}
