import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterKey, NO_BURST } from "#app/domain/kiosk/wedge-burst.ts";

function typed(text: string, gapMs: number, end = "Enter"): string | null {
  const keys = [...text, end].map((key, place) => ({ key: place === text.length ? end : key, atMs: place * gapMs }));
  let [burst, scanned] = [NO_BURST, null as string | null];
  for (const key of keys) ({ burst, scanned } = afterKey(burst, key));
  return scanned;
}

describe("keys that come in a burst", () => {
  it("are a scan from eight on, faster than a key in 35 ms, ended by Enter or Tab", () => {
    expect(typed("12345678", 34)).toBe("12345678");
    expect(typed("12345678", 34, "Tab")).toBe("12345678");
    expect(typed("1234567", 5)).toBeNull();
    expect(typed("12345678", 35)).toBeNull();
    expect(typed("12345678", 5, "Escape")).toBeNull();
  });

  it("are told from what was typed before a pause", () => {
    let burst = NO_BURST;
    for (const [place, key] of [..."99"].entries()) ({ burst } = afterKey(burst, { key, atMs: place * 10 }));
    for (const [place, key] of [..."12345678"].entries())
      ({ burst } = afterKey(burst, { key, atMs: 1000 + place * 10 }));
    expect(afterKey(burst, { key: "Enter", atMs: 1100 }).scanned).toBe("12345678");
  });

  it("pass over keys that write nothing, and begin anew after each end", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z]{8,40}$/), (text) => {
        expect(typed(text, 10)).toBe(text);
        const { burst } = afterKey({ text, firstMs: 0, lastMs: 1 }, { key: "Enter", atMs: 2 });
        expect(burst).toEqual(NO_BURST);
      }),
    );
    expect(afterKey(NO_BURST, { key: "Shift", atMs: 1 })).toEqual({ burst: NO_BURST, scanned: null });
  });
});
