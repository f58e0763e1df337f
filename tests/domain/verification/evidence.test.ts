import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { PinOutcome } from "#app/domain/visits/visit-events.ts";
import {
  fenceOf,
  judgeEnd,
  lacksProofOf,
  personProofs,
  placeProofs,
  placeProofsBesidePosition,
  proofStrength,
  strengthByFence,
} from "#app/domain/verification/evidence.ts";
import type { ConfirmationKind, ConfirmedOn } from "#app/domain/visits/visit-events.ts";
import type { ClockEvent } from "#app/domain/visits/visit-events.ts";
import { aFix, anEvent, callback, checkIn, checkOut, confirmation, noFix } from "../visits/visit-builders.ts";
import { aContext, aPolicy } from "./verification-builders.ts";

const times = [checkIn("2026-11-03 09:00", noFix), checkOut("2026-11-03 10:05", noFix)];

describe("place proofs", () => {
  it("are check-in and check-out inside the fence", () => {
    const proofs = placeProofs(
      aContext({ events: [checkIn("2026-11-03 09:00"), checkOut("2026-11-03 10:05", aFix({ latitude: 32.02 }))] }),
    );
    expect(proofs.map((proof) => proof.kind)).toEqual(["check_in"]);
  });

  it("are codes and tags of this home only", () => {
    const context = aContext({
      events: [
        anEvent({ kind: "door_code", codeHash: "next-door" }, "2026-11-03 09:01"),
        anEvent({ kind: "nfc_tap", codeHash: "home-code" }, "2026-11-03 09:02"),
      ],
    });
    expect(placeProofsBesidePosition(context).map((proof) => proof.kind)).toEqual(["nfc_tap"]);
  });

  it("are devices of the home only with consent, and then weak", () => {
    const presence = (consented: boolean) =>
      aContext({ events: [anEvent({ kind: "device_presence", deviceKind: "bed", consented }, "2026-11-03 09:10")] });
    expect(placeProofs(presence(false))).toEqual([]);
    expect(placeProofs(presence(true))).toMatchObject([{ class: "place", weak: true }]);
  });

  it("cannot come from a position without a datum", () => {
    const context = aContext({ events: [checkIn("2026-11-03 09:00", aFix({ datum: null }))] });
    expect(judgeEnd(context.evidence.checkIn, context)).toBeNull();
    expect(placeProofs(context)).toEqual([]);
  });
});

describe("person proofs", () => {
  const cases: readonly (readonly [ConfirmationKind, ConfirmedOn, number])[] = [
    ["pin_confirm", "worker_phone", 1],
    ["kiosk_confirm", "kiosk", 1],
    ["phone_confirm", "elder_device", 1],
    ["family_confirm", "family_device", 1],
    ["elder_rating", "elder_device", 1],
    ["elder_rating", "hotline", 1],
    ["elder_confirm", "elder_device", 1],
    ["elder_confirm", "worker_phone", 0],
    ["signature", "worker_phone", 0],
    ["signature", "paper", 0],
    ["family_confirm", "worker_phone", 0],
    ["elder_rating", "worker_phone", 0],
  ];

  it.each(cases)("%s given on %s counts %i", (kind, confirmedOn, count) => {
    expect(personProofs(aContext({ events: [...times, confirmation(kind, confirmedOn)] }))).toHaveLength(count);
  });

  it.each([
    [true, 1],
    [false, 0],
    [null, 0],
  ])("a call-back answered %s counts %i", (served, count) => {
    expect(personProofs(aContext({ events: [...times, callback(served)] }))).toHaveLength(count);
  });
});

describe("strength of a visit's proofs", () => {
  const one = { class: "place", kind: "check_in", eventId: "e", weak: false } as const;

  it("is strong with both classes, medium with one, weak with times only", () => {
    expect(proofStrength([one], [{ ...one, class: "person" }])).toBe("strong");
    expect(proofStrength([one, one], [])).toBe("medium");
    expect(proofStrength([], [])).toBe("weak");
  });

  it("is never raised by a device of the home", () => {
    const device = { ...one, kind: "device_presence", weak: true };
    const person = { ...one, class: "person" } as const;
    expect(proofStrength([device], [])).toBe("weak");
    expect(proofStrength([device], [person])).toBe("medium");
    expect(proofStrength([device, one], [person])).toBe("strong");
  });

  it("asks for as many classes as the policy says", () => {
    const onlyPerson = { events: [...times, confirmation("kiosk_confirm", "kiosk")] };
    expect(lacksProofOf("place", aContext(onlyPerson))).toBe(true);
    expect(lacksProofOf("person", aContext(onlyPerson))).toBe(false);
    expect(lacksProofOf("place", aContext({ ...onlyPerson, policy: aPolicy({ proofs_required: 1 }) }))).toBe(false);
  });
});

describe("strength of a clock event", () => {
  it("is 2 inside the fence, 1 with a position elsewhere, 0 without or without datum", () => {
    const context = aContext();
    const strength = strengthByFence(context.elder, plainDate("2026-11-03"), context.policy);
    const of = (...position: Parameters<typeof checkIn>) => strength(checkIn(...position) as ClockEvent);
    expect(of("2026-11-03 09:00")).toBe(2);
    expect(of("2026-11-03 09:00", aFix({ latitude: 32.02 }))).toBe(1);
    expect(of("2026-11-03 09:00", aFix({ datum: null }))).toBe(0);
    expect(of("2026-11-03 09:00", noFix)).toBe(0);
  });

  it("uses the fence of the policy version", () => {
    expect(fenceOf(aPolicy({ fence_radius_m: 150, fence_accuracy_cap_m: 50 }))).toEqual({
      radiusM: 150,
      accuracyCapM: 50,
    });
  });
});

describe("the elder's digits on the worker's phone", () => {
  const typed = (outcome: PinOutcome, minute: number) =>
    anEvent({ kind: "pin_confirm", confirmedOn: "worker_phone", by: null, outcome }, `2026-11-03 10:${10 + minute}`);
  const proofsOf = (...outcomes: PinOutcome[]) =>
    personProofs(aContext({ events: [...times, ...outcomes.map(typed)] })).length;

  it("prove the elder only when they are right", () => {
    expect(proofsOf("right")).toBe(1);
    for (const outcome of ["wrong", "none", "unreadable", "unchecked"] as const) expect(proofsOf(outcome)).toBe(0);
  });

  it("prove it after four wrong tries at the visit and not after five, whichever came first", () => {
    const wrong = (tries: number) => Array<PinOutcome>(tries).fill("wrong");
    expect(proofsOf(...wrong(4), "right")).toBe(1);
    expect(proofsOf(...wrong(5), "right")).toBe(0);
    expect(proofsOf("right", ...wrong(5))).toBe(0);
  });
});
