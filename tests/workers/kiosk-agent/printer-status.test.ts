import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { MachinePeripherals } from "#workers/kiosk-agent/peripherals.ts";
import { askPrinter, printerStateOf } from "#workers/kiosk-agent/printer-status.ts";

const folder = mkdtempSync(join(tmpdir(), "bedside-printer-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FINE = 0b0001_0010;
const slip = { slipId: "s", lines: [{ text: "约好的服务", size: "large", centred: true }], qr: null } as const;
const none = { player: null, clips: null, speaker: null, dialer: null, lamp: null, staffCall: null };

describe("what a printer answers", () => {
  it.each([
    [{}, "ok"],
    [{ paper: FINE | 0b0000_1100 }, "near_end"],
    [{ paper: FINE | 0b0110_1100, offLine: FINE | 0b0010_0000 }, "out"],
    [{ offLine: FINE | 0b0000_0100 }, "jam"],
    [{ errors: FINE | 0b0000_1000, paper: FINE | 0b0110_0000 }, "jam"],
    [{ errors: FINE | 0b0010_0000 }, "broken"],
  ])("of %j is %s", (bytes, state) =>
    expect(printerStateOf({ offLine: FINE, errors: FINE, paper: FINE, ...bytes })).toBe(state),
  );
});

describe("a printer", () => {
  it("that is gone is broken, and one that answers nothing, or nothing that can be meant, is unknown", async () => {
    expect(await askPrinter(join(folder, "gone"))).toBe("broken");
    expect(await askPrinter("/dev/null")).toBeNull();
    // Every byte of it is nought, which no printer says.
    expect(await askPrinter("/dev/zero")).toBeNull();
  });

  it("of which nothing is known is tried; what is broken prints nothing", async () => {
    const path = join(folder, "printer");
    const missing = new MachinePeripherals({ ...none, printer: path });
    expect(missing.paper).toBeNull();
    expect([await missing.print(slip), missing.paper]).toEqual([false, "broken"]);
    writeFileSync(path, "");
    const silent = new MachinePeripherals({ ...none, printer: path });
    expect([await silent.print(slip), silent.paper]).toEqual([true, null]);
    const without = new MachinePeripherals({ ...none, printer: null });
    await without.lookAtPaper();
    expect([await without.print(slip), without.paper]).toEqual([false, "absent"]);
  });
});
