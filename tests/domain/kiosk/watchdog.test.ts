import { describe, expect, it } from "vitest";
import { recentRestarts, watchdogStep } from "#app/domain/kiosk/watchdog.ts";

const MINUTE = 60_000;

describe("a kiosk's watchdog", () => {
  it("starts the browser again after more than a minute of silence", () => {
    expect(watchdogStep({ aliveMs: 0, restartsMs: [] }, MINUTE)).toBe("wait");
    expect(watchdogStep({ aliveMs: 0, restartsMs: [] }, MINUTE + 1)).toBe("browser");
  });

  it("starts the machine when three times in ten minutes have not helped", () => {
    const restartsMs = [0, 2 * MINUTE, 4 * MINUTE];
    expect(watchdogStep({ aliveMs: 4 * MINUTE, restartsMs: restartsMs.slice(1) }, 6 * MINUTE)).toBe("browser");
    expect(watchdogStep({ aliveMs: 4 * MINUTE, restartsMs }, 6 * MINUTE)).toBe("machine");
    expect(watchdogStep({ aliveMs: 4 * MINUTE, restartsMs }, 10 * MINUTE)).toBe("browser");
    expect(recentRestarts(restartsMs, 10 * MINUTE)).toEqual([2 * MINUTE, 4 * MINUTE]);
  });
});
