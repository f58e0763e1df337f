import { describe, expect, it } from "vitest";
import { checkDevices, unprovenSerials, type RegistryEntry } from "#app/domain/family-beds/device-acceptance.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const NOW = instant("2026-10-11T02:00:00Z");
const AT = { now: NOW, heardMinutes: 30 };

const entry = (changes: Partial<RegistryEntry> = {}): RegistryEntry => ({
  ...{ deviceNo: "D-1", externalId: "S-1", measures: ["sos", "battery_percent"], isBoundHere: true },
  seenAt: plusMinutes(NOW, -5),
  said: [{ measure: "sos", isTrue: true, lastAt: plusMinutes(NOW, -600) }],
  ...changes,
});
const check = (...registry: RegistryEntry[]) => checkDevices([{ kind: "sos_button", serial: "S-1" }], registry, AT)[0];

describe("a device of a bed", () => {
  it("is proven when it hangs here, was just heard, and its test arrived since it was hung", () => {
    expect(check(entry())).toEqual({
      ...{ kind: "sos_button", serial: "S-1", deviceNo: "D-1", lacks: [] },
      ...{ seenAt: plusMinutes(NOW, -5), testedAt: plusMinutes(NOW, -600) },
    });
  });

  it("may be reported by its number in the registry as well as by its serial", () => {
    const [found] = checkDevices([{ kind: "sos_button", serial: "D-1" }], [entry()], AT);
    expect(found?.lacks).toEqual([]);
  });

  it("that nobody registered, or that hangs elsewhere, lacks just that", () => {
    expect(check()?.lacks).toEqual(["not_registered"]);
    expect(check(entry({ externalId: "S-2" }))?.lacks).toEqual(["not_registered"]);
    expect(check(entry({ isBoundHere: false }))?.lacks).toEqual(["not_bound"]);
  });

  it("is the one of this home where two vendors use one serial", () => {
    expect(check(entry({ isBoundHere: false, deviceNo: "X-9" }), entry())?.deviceNo).toBe("D-1");
  });

  it("was heard on the minute of the limit, and not before it", () => {
    expect(check(entry({ seenAt: plusMinutes(NOW, -30) }))?.lacks).toEqual([]);
    expect(check(entry({ seenAt: plusMinutes(NOW, -31) }))?.lacks).toEqual(["not_heard"]);
    expect(check(entry({ seenAt: null, said: [] }))?.lacks).toEqual(["not_heard", "not_tested"]);
  });

  it("that calls for help is tested by its press alone", () => {
    const said = (measure: string, isTrue: boolean) => [{ measure, isTrue, lastAt: NOW }];
    expect(check(entry({ said: said("heartbeat", true) }))?.lacks).toEqual(["not_tested"]);
    expect(check(entry({ said: said("battery_percent", false) }))?.lacks).toEqual(["not_tested"]);
    expect(check(entry({ said: said("sos", false) }))?.lacks).toEqual(["not_tested"]);
  });

  it("that measures is tested by a measurement, not by its battery", () => {
    const mattress = (measure: string, isTrue: boolean) =>
      check(
        entry({
          ...{ measures: ["in_bed", "heart_rate", "battery_percent"], said: [{ measure, isTrue, lastAt: NOW }] },
        }),
      )?.lacks;
    expect(mattress("heart_rate", false)).toEqual([]);
    expect(mattress("in_bed", false)).toEqual([]);
    expect(mattress("battery_percent", false)).toEqual(["not_tested"]);
    expect(mattress("motion", true)).toEqual(["not_tested"]);
  });
});

it("the serials of those that lack something are named", () => {
  const reported = ["S-1", "S-2"].map((serial) => ({ kind: "sos_button", serial }));
  expect(unprovenSerials(checkDevices(reported, [entry()], AT))).toEqual(["S-2"]);
});
