import { expect, it } from "vitest";
import { readSlotKey, slotKeyText } from "#app/domain/kiosk/slot-key.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

it("a slot read back is the slot written", () => {
  const slot = { date: plainDate("2026-11-24"), startMinute: 540, workerNos: ["W00012", "W00013"] };
  expect(slotKeyText(slot)).toBe("2026-11-24_540_W00012-W00013");
  expect(readSlotKey(slotKeyText(slot))).toEqual(slot);
});

it.each([
  "",
  "2026-11-24",
  "2026-13-24_540_W1",
  "2026-11-24_1440_W1",
  "2026-11-24_-5_W1",
  "2026-11-24_540_",
  "2026-11-24_540_W1-W2-W3",
  "2026-11-24_540_W1_more",
])("%j is no slot", (text) => {
  expect(readSlotKey(text)).toBeNull();
});
