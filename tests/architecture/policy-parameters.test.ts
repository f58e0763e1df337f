/**
 * Every value of the policy catalogue is read somewhere: whoever changes one changes what the product does. Reading is a name in code outside
 * comments and texts; the schema that asks for it, words about it and the demonstration's own play are no readers.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { POLICY_PARAMETER_NAMES, policyParametersSchema } from "#app/domain/policy/policy-parameters.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const NO_READERS = [
  "app/domain/policy/policy-parameters.ts",
  "app/domain/policy/retired-parameters.ts",
  "app/messages/",
  "app/usecases/demo/",
  "db/seed/",
];

function filesBelow(folder: string): string[] {
  return readdirSync(root + folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(root + path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** Code without comments and texts; a template keeps what it computes. */
const bare = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""');

const read = new Set(
  ["app", "db", "workers"]
    .flatMap(filesBelow)
    .filter((path) => /\.tsx?$/.test(path) && !NO_READERS.some((start) => path.startsWith(start)))
    .flatMap((path) => bare(readFileSync(root + path, "utf8")).match(/\b[a-z]+(?:_[a-z0-9]+)+\b/g) ?? []),
);

/** Values that rules name and nobody can change: each accepts itself alone. */
const FIXED = ["month_timezone", "visit_month_rule"] as const;

it("each value of the policy is read by the product", () => {
  const unread = POLICY_PARAMETER_NAMES.filter((name) => !read.has(name));
  expect(unread.sort()).toEqual([...FIXED].sort());
});

it.each(FIXED)("%s has one value, so that nobody changes it without effect", (name) => {
  for (const other of ["UTC", "end", 0, null])
    expect(policyParametersSchema.safeParse({ ...SAMPLE_POLICY.parameters, [name]: other }).success).toBe(false);
});
