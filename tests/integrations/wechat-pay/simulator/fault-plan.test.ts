import { expect, it } from "vitest";
import {
  faultPlan,
  NO_FAULTS,
  NOTICE_FAULTS,
  readFaultSetting,
  REQUEST_FAULTS,
} from "#app/integrations/wechat-pay/simulator/fault-plan.ts";

const everything = { seed: "7", share: 50, kinds: [...NOTICE_FAULTS, ...REQUEST_FAULTS] };
const drawn = (setting: typeof everything, count = 400) => {
  const plan = faultPlan(setting);
  return Array.from({ length: count }, () => plan.notice());
};

it("gives the same faults for the same seed, and others for another", () => {
  expect(drawn(everything)).toEqual(drawn(everything));
  expect(drawn(everything)).not.toEqual(drawn({ ...everything, seed: "8" }));
});

it("meets every kind that is switched on, about as often as it is set, and no other", () => {
  const fates = drawn(everything);
  expect(new Set(fates)).toEqual(new Set(["none", ...NOTICE_FAULTS]));
  const hits = fates.filter((fate) => fate !== "none").length;
  expect(hits).toBeGreaterThan(140);
  expect(hits).toBeLessThan(260);
  expect(new Set(drawn({ ...everything, share: 100, kinds: ["lost"] }))).toEqual(new Set(["lost"]));
});

it("lets requests be when only notifications are switched on, and everything be without a setting", () => {
  const plan = faultPlan({ ...everything, share: 100, kinds: ["late"] });
  expect([plan.request(), plan.notice()]).toEqual(["none", "late"]);
  const well = faultPlan(NO_FAULTS);
  expect([well.request(), well.notice()]).toEqual(["none", "none"]);
});

it("reads its form, bounds the share and leaves out what it does not know", () => {
  const form = new URLSearchParams("seed=abc&share=250&kind=lost&kind=nonsense&kind=silent-after");
  expect(readFaultSetting(form)).toEqual({ seed: "abc", share: 100, kinds: ["lost", "silent-after"] });
  expect(readFaultSetting(new URLSearchParams())).toEqual(NO_FAULTS);
});
