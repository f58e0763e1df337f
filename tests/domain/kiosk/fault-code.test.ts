import { expect, it } from "vitest";
import { FAULT_CODE, faultCodeIn, faultCodeOf } from "#app/domain/kiosk/fault-code.ts";

it("a fault has a number of six signs that no two readers write down differently", () => {
  expect(faultCodeOf(Uint8Array.of(255, 255, 255, 255, 255))).toBe("ZZZZZZ");
  expect(faultCodeOf(new Uint8Array(5))).toMatch(FAULT_CODE);
});

it.each([
  [{ status: 500, data: { fault: "7K3M9Q" } }, "7K3M9Q"],
  [{ status: 500, data: { fault: "7k3m9q" } }, "500"],
  [{ status: 500, data: { fault: 7 } }, "500"],
  [{ status: 403, data: null }, "403"],
  [{ status: 5 }, "PAGE"],
  [new Error("x"), "PAGE"],
  ["x", "PAGE"],
  [null, "PAGE"],
])("of %j the number is %s", (thrown, code) => expect(faultCodeIn(thrown)).toBe(code));
