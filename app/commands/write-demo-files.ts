/** npm run demo:files -- --out DIR [--seed N] [--month 2026-12]: writes the demonstration district as an office's spreadsheets. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    seed: { type: "string", default: "1" },
    month: { type: "string", default: "2026-12" },
  },
});
if (values.out === undefined) {
  console.error("用法 Usage: npm run demo:files -- --out DIR [--seed N] [--month 2026-12]");
  process.exit(2);
}
mkdirSync(values.out, { recursive: true });
const files = await writeDemoFiles(generateDemoDistrict({ seed: values.seed, month: plainMonth(values.month) }));
for (const file of files) {
  writeFileSync(join(values.out, file.name), file.bytes);
  console.log(join(values.out, file.name));
}
