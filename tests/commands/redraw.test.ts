/** The redraw as a process of its own: from a pack alone, without a database. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { PACK_FILES } from "#app/domain/audit-pack/pack-format.ts";
import { zipTexts } from "#app/integrations/archives/zip.server.ts";
import { aSketch, factsOf, packOf } from "#tests/support/closed-month.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bedside-redraw-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const texts = packOf(factsOf([aSketch(), aSketch({ elder: 2, provider: 1 }), aSketch({ elder: 3 })]));

function redraw(pack: ReadonlyMap<string, string>, ...more: readonly string[]) {
  const path = join(folder, "pack.zip");
  writeFileSync(path, zipTexts(pack));
  const command = join(root, "app", "commands", "redraw.ts");
  return spawnSync(process.execPath, ["--import", "tsx", command, "--pack", path, ...more], {
    cwd: root,
    encoding: "utf8",
  });
}

describe("npm run redraw", { timeout: 120_000 }, () => {
  it("says that every stratum of the pack is the same, and ends with status 0", () => {
    const { status, stdout } = redraw(texts, "--batch", "b-1");
    expect(status).toBe(0);
    expect(stdout).toMatch(/91320600MA00000001\|none\s+2\/2 {2}一致 \/ same\n/);
    expect(stdout).toMatch(/91320600MA00000002\|none\s+1\/1 {2}一致 \/ same\n/);
    expect(stdout).toContain("drawing again gives the same");
  });
  it("names the stratum and the visit where the draw was changed, and ends with status 1", () => {
    const forged = new Map(texts);
    const path = PACK_FILES.sampleLines;
    forged.set(
      path,
      (texts.get(path) ?? "").replace(/"drawnAs":\d+,(.*)"reasons":\["size"\]/, '"drawnAs":null,$1"reasons":[]'),
    );
    expect(forged.get(path)).not.toBe(texts.get(path));
    const { status, stdout } = redraw(forged);
    expect(status).toBe(1);
    expect(stdout).toMatch(/不一致 \/ different\n {6}\+ V0000\d \d size/);
  });
  it("ends with status 2 for a batch that the pack does not hold", () => {
    expect(redraw(texts, "--batch", "b-2")).toMatchObject({ status: 2, stdout: "" });
  });
});
