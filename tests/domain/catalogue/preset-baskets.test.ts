import { describe, expect, it } from "vitest";
import { PRESET_BASKETS, presetsFor } from "#app/domain/catalogue/preset-baskets.ts";
import { SERVICE_CATALOGUE } from "#db/seed/reference-data.ts";

const catalogue = new Map(SERVICE_CATALOGUE.map((subtype) => [subtype.code, subtype]));
const wish = { grade: 2, catalogue, covers: () => true, usual: [] };
const keys = (changes: Partial<typeof wish> | { covers: (code: string) => boolean; usual?: string[] }) =>
  presetsFor({ ...wish, ...changes }).map(({ key }) => key);

describe("preset baskets", () => {
  it("last an hour or more, each of them", () => {
    for (const { codes } of PRESET_BASKETS)
      expect(codes.reduce((sum, code) => sum + (catalogue.get(code)?.typicalMinutes ?? 0), 0)).toBeGreaterThanOrEqual(
        60,
      );
  });

  it("leave out what the grade does not allow", () => {
    expect(keys({ grade: 3 })).toContain("bath");
    expect(keys({ grade: 4 })).not.toContain("bath");
  });

  it("leave out what the provider's contract does not pay for", () => {
    expect(keys({ covers: (code) => code !== "LC04" })).not.toContain("clean");
  });

  it("do not repeat the usual basket, in whatever order its parts stand", () => {
    expect(keys({ covers: () => true, usual: ["RN01", "LC09", "LC06"] })).not.toContain("groom");
  });
});
