import { describe, expect, it } from "vitest";
import { withoutTelephone } from "#app/kiosk/speech.ts";

describe("what a loudspeaker says", () => {
  it.each([
    ["打到您留的电话 160****6575。", "打到您留的电话 。"],
    ["打到您留的电话 16012346575。", "打到您留的电话 。"],
    ["有事请打 871-12345", "有事请打 871-12345"],
    ["收到了，编号 3827", "收到了，编号 3827"],
    ["2026年11月24日", "2026年11月24日"],
  ])("of %s is %s", (shown, said) => expect(withoutTelephone(shown)).toBe(said));
});
