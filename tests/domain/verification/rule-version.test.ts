import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { RULES, RULE_VERSION } from "#app/domain/verification/rules.ts";

/**
 * What the rules of each version are and say, as a digest. A verdict stores the version by which it was given, so rules that say
 * something else need a version of their own: raise RULE_VERSION and add its line here. Where only the wording of the code changed,
 * write the new digest beside the version that stands. Lines of versions that judged a visit stay.
 */
const DIGESTS: Readonly<Record<string, string>> = {
  "2026.2": "b247873be60b1433",
  "2026.3": "58450013f258ed5e",
  "2026.4": "2c80fd7f3ebe99e7",
  "2026.5": "db505aecc3403d3d",
  "2026.6": "e6ba2b7584bf14ad",
  "2026.7": "560d4db3c31bc161",
  "2026.8": "938163ac6c198016",
  "2026.9": "8c7e777ab523c48a",
  "2026.10": "be038df22835944b",
};

const CHECKS = new URL("../../../app/domain/verification/checks/", import.meta.url);

/** Code without comments and layout: neither changes what a rule says. */
function codeOf(file: string): string {
  const source = readFileSync(new URL(file, CHECKS), "utf8");
  return ts.transpile(source, { removeComments: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext });
}

function digestOfRules(): string {
  const digest = createHash("sha256");
  for (const { code, level, effect, reach, closedBy, acts } of RULES)
    digest.update(`${[code, level, effect, reach, closedBy, acts].join(" ")}\n`);
  for (const file of readdirSync(CHECKS).sort()) digest.update(`${file}\n${codeOf(file)}\n`);
  return digest.digest("hex").slice(0, 16);
}

describe("the version of the rules", () => {
  it("is raised when a rule is added or says something else", () => {
    expect(digestOfRules(), `rules differ from version ${RULE_VERSION}: raise it, or see above`).toBe(
      DIGESTS[RULE_VERSION],
    );
  });
});
