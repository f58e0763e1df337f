import { describe, expect, it } from "vitest";
import { brokenLines, gbBytes, slipBytes } from "#workers/kiosk-agent/escpos.ts";

const shown = (bytes: Iterable<number>) => new TextDecoder("gb18030").decode(Uint8Array.from(bytes));

describe("a slip for the printer", () => {
  it("writes Chinese, letters and digits as the printer reads them, and nothing that would command it", () => {
    expect(shown(gbBytes("11月24日 星期二 上午9点 李护理员"))).toBe("11月24日 星期二 上午9点 李护理员");
    expect(gbBytes("\u001b@\n😀")).toEqual([0x3f, 0x40, 0x3f, 0x3f]);
  });

  it("breaks lines before the paper's edge and loses no character", () => {
    const text = "这个月还能约 2 次，".repeat(6);
    const lines = brokenLines(text, 48);
    expect(lines.join("")).toBe(text);
    for (const line of lines) expect(gbBytes(line).length).toBeLessThanOrEqual(48);
  });

  it("resets first, prints large lines twice as high, draws the code and cuts", () => {
    const lines = [{ text: "约好了", size: "large", centred: true } as const];
    const bytes = [...slipBytes({ lines, qr: "https://bedside.example/x" })];
    expect(bytes.slice(0, 4)).toEqual([0x1b, 0x40, 0x1c, 0x26]);
    expect(bytes.join()).toContain([0x1d, 0x21, 0x01].join());
    expect(shown(bytes)).toContain("约好了");
    expect(shown(bytes)).toContain("https://bedside.example/x");
    expect(bytes.slice(-4)).toEqual([0x1d, 0x56, 0x42, 0]);
    expect([...slipBytes({ lines, qr: null })].join()).not.toContain([0x28, 0x6b].join());
  });
});
