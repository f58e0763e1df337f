/** The verifier as a process of its own: what an auditor's computer sees of it, without a database and without a network. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { zipTexts } from "#app/integrations/archives/zip.server.ts";
import { aSketch, factsOf, packOf } from "#tests/support/closed-month.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bedside-pack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verify(...args: readonly string[]) {
  const command = join(root, "app", "commands", "verify-pack.ts");
  const environment = { PATH: process.env["PATH"], DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
  return spawnSync(process.execPath, ["--import", "tsx", command, ...args], {
    cwd: root,
    encoding: "utf8",
    env: environment as never,
  });
}
const write = (name: string, bytes: Uint8Array) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const texts = packOf(factsOf([aSketch(), aSketch({ elder: 2, provider: 1 }), aSketch({ elder: 3, askedFen: 9000 })]));

describe("npm run verify-pack", { timeout: 120_000 }, () => {
  it("prints the sum and that everything is the same, and ends with status 0", () => {
    const { status, stdout } = verify(write("good.zip", zipTexts(texts)));
    expect(status).toBe(0);
    expect(stdout).toMatch(/核准 approved\s+¥105\.00\n/);
    expect(stdout).toContain("same: what was computed again is what the pack says");
  });
  it("names each difference and ends with status 1", () => {
    const forged = new Map(texts);
    const path = "results/settlement-lines.jsonl";
    forged.set(path, (texts.get(path) ?? "").replace('"approvedFen":3500', '"approvedFen":3400'));
    const { status, stdout } = verify(write("forged.zip", zipTexts(forged)));
    expect(status).toBe(1);
    expect(stdout).toContain("different: 2 differences");
    expect(stdout).toContain(`file-hash  文件与清单的摘要不符 file is not what the manifest hashes: ${path}`);
    expect(stdout).toMatch(/line {2}结算行 settlement line: V0000\d approvedFen\n.*3400\n.*3500/);
  });
  it("ends with status 1 for what is no pack and 2 for no file", () => {
    expect(verify(write("none.zip", new Uint8Array([80, 75, 3, 4, 0])))).toMatchObject({ status: 1 });
    expect(verify(join(folder, "nowhere.zip"))).toMatchObject({ status: 2, stdout: "" });
    expect(verify()).toMatchObject({ status: 2, stdout: "" });
  });
});
