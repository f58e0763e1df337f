/** The list of defects seen in other systems names the test that holds each; a test that was renamed or removed must not leave the list lying. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const LEAST_DEFECTS = 28;

const rows = readFileSync(new URL("docs/defects-elsewhere.md", ROOT), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .slice(2)
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").trim()));

describe("defects seen elsewhere", () => {
  it("are not forgotten", () => expect(rows.length).toBeGreaterThanOrEqual(LEAST_DEFECTS));

  it.each(rows)("%s, %s: held by %s", (_seen, _defect, file, title) => {
    const source = readFileSync(new URL(file ?? "", ROOT), "utf8");
    expect(source, `${file}: no test "${title}"`).toContain(title);
  });
});
