import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  doorCodeSaid,
  doorOf,
  nextVisitNo,
  servedMinutes,
  shownVisit,
  withSaid,
  type SaidEvent,
} from "#app/domain/visits/phone-visit.ts";
import type { DayVisit } from "#app/domain/visits/sync-message.ts";

const START = Date.parse("2026-11-15T01:00:00Z");
const MINUTE = 60_000;

const visit: DayVisit = {
  visitNo: "V1",
  revision: 1,
  plannedStartMs: START,
  plannedEndMs: START + 60 * MINUTE,
  name: "王*英",
  place: "学田社区",
  home: {
    fromMs: START - 120 * MINUTE,
    toMs: START + 180 * MINUTE,
    name: "王秀英",
    place: "人民路 1 号",
    phone: "13900000000",
    family: [{ name: "王强", phone: "13800000000" }],
  },
  livingRisk: "alone",
  note: null,
  services: [{ code: "LC-01", zh: "助浴", en: "Bathing" }],
  deliveryState: "accepted",
  missedSide: null,
  hasPin: true,
  recorded: {
    checkedInMs: null,
    checkedOutMs: null,
    positionFailure: null,
    done: [],
    confirmed: [],
    noAnswer: false,
    notes: [],
  },
};

const said = (body: SaidEvent["body"], minutes: number, serverOffsetMs: number | null = null): SaidEvent => ({
  visitNo: "V1",
  deviceSeq: 1 + minutes,
  deviceMs: START + minutes * MINUTE,
  serverOffsetMs,
  body,
});

const checkIn = said({ kind: "check_in", position: { failure: "timeout" } }, 0);
const checkOut = said({ kind: "check_out", position: { latitude: 1 } }, 58);

describe("what is shown of a home", () => {
  const masked = { near: false, name: "王*英", place: "学田社区", phone: null, family: [] };
  const full = { near: true, name: "王秀英", place: "人民路 1 号", phone: "13900000000", family: visit.home.family };

  it.each([
    [visit.home.fromMs - 1, masked],
    [visit.home.fromMs, full],
    [visit.home.toMs, full],
    [visit.home.toMs + 1, masked],
  ])("at %d is what the time allows", (nowMs, shown) => {
    expect(shownVisit(visit, nowMs)).toMatchObject(shown);
  });

  it("is everything while the visit is under way", () => {
    expect(shownVisit({ ...visit, deliveryState: "in_progress" }, visit.home.toMs + 1)).toMatchObject(full);
  });

  it("never holds what is not shown", () => {
    expect(JSON.stringify(shownVisit(visit, 0))).not.toContain("13900000000");
  });

  it("says its hours in the district's time", () => {
    expect(shownVisit(visit, START).clock).toBe("09:00–10:00");
  });
});

describe("the phone's own events over a visit", () => {
  const shown = shownVisit(visit, START);

  it("say that it is under way, then done, by the times of the taps", () => {
    const begun = withSaid(shown, [checkIn]);
    expect([begun.deliveryState, begun.recorded.checkedInMs, begun.recorded.positionFailure]).toEqual([
      "in_progress",
      START,
      "timeout",
    ]);
    expect(servedMinutes(begun, START + 47.9 * MINUTE)).toBe(47);
    const ended = withSaid(shown, [checkIn, checkOut]);
    expect([ended.deliveryState, servedMinutes(ended, START + 500 * MINUTE)]).toEqual(["done", 58]);
  });

  it("count by the server's clock where it was sampled", () => {
    const wrong = said({ kind: "check_in", position: { failure: "denied" } }, 600, -600 * MINUTE);
    expect(withSaid(shown, [wrong]).recorded.checkedInMs).toBe(START);
  });

  it("come out the same whatever their order, and however often each is there", () => {
    const all = [
      checkIn,
      said({ kind: "task_done", subtype: "LC-01" }, 10),
      said({ kind: "task_refused", subtype: "LC-01", reason: "no-time" }, 20),
      said({ kind: "door_step", step: "knock" }, 1),
      said({ kind: "door_step", step: "call_elder" }, 3),
      said({ kind: "note", text: "好" }, 30),
      said({ kind: "elder_confirm" }, 50),
      said({ kind: "pin_confirm", sealed: "x" }, 55),
      checkOut,
    ];
    const once = withSaid(shown, all);
    expect(once.recorded.done).toEqual([{ subtype: "LC-01", refused: true, reason: "no-time" }]);
    expect(once.pinWaits).toBe(true);
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all], { minLength: 18, maxLength: 18 }), (events) => {
        expect(withSaid(shown, events)).toEqual(once);
      }),
    );
  });

  it("change nothing that the server already says", () => {
    const recorded = { ...visit.recorded, checkedInMs: START - MINUTE };
    const known = { ...shown, deliveryState: "in_progress", recorded };
    expect(withSaid(known, [checkIn]).recorded.checkedInMs).toBe(START - MINUTE);
  });

  it("leave other visits and cancelled ones alone", () => {
    expect(withSaid(shown, [{ ...checkIn, visitNo: "V2" }])).toBe(shown);
    expect(withSaid({ ...shown, deliveryState: "cancelled" }, [checkIn]).deliveryState).toBe("cancelled");
  });

  it("report that nobody opened, and a later check-in puts it right", () => {
    const nobody = said({ kind: "no_answer" }, 15);
    expect(withSaid(shown, [nobody]).deliveryState).toBe("missed");
    expect(withSaid(shown, [nobody, said(checkIn.body, 30)]).deliveryState).toBe("in_progress");
  });
});

describe("a door that nobody opens", () => {
  const given = { ...shownVisit(visit, START), doorWaitMinutes: 12 };
  const step = (name: string, minutes: number) => said({ kind: "door_step", step: name }, minutes);
  const report = (minutes: number) => said({ kind: "no_answer" }, minutes);

  it("shows each step with its first time, and how long is still to wait by policy", () => {
    const door = doorOf(
      withSaid(given, [step("call_elder", 2), step("knock", 0), step("knock", 4)]),
      START + 5 * MINUTE,
    );
    expect([...door.stepsAt]).toEqual([
      ["knock", START],
      ["call_elder", START + 2 * MINUTE],
    ]);
    expect(door).toMatchObject({ waitedMinutes: 5, waitLeft: 7, reportedAt: null });
  });

  it.each([
    [11, false],
    [12, true],
  ])("that is reported after %i minutes counts as attended: %s", (minutes, attended) => {
    const told = withSaid(given, [step("knock", 0), report(minutes), report(minutes + 30)]);
    expect(doorOf(told, START + 90 * MINUTE)).toMatchObject({ waitedMinutes: minutes, attended });
  });

  it("that is not safe is told once, with its first time, and leaves the state of the visit alone", () => {
    const told = withSaid(given, [said({ kind: "unsafe" }, 9), said({ kind: "unsafe" }, 4)]);
    expect(told.recorded.unsafeMs).toBe(START + 4 * MINUTE);
    expect(told.deliveryState).toBe("accepted");
  });

  it("keeps what the server already knows of it, and reads a day that knows nothing of doors", () => {
    const doorSteps = [{ step: "knock" as const, atMs: START - MINUTE }];
    const known = { ...given, recorded: { ...given.recorded, doorSteps, noAnswerMs: null } };
    expect(doorOf(withSaid(known, [step("knock", 0)]), START).stepsAt.get("knock")).toBe(START - MINUTE);
    expect(doorOf(shownVisit(visit, START), START)).toMatchObject({ beganAt: null, waitLeft: 10 });
  });
});

describe("the next visit", () => {
  it("is the one under way, else the first that is still to be done", () => {
    const one = (visitNo: string, deliveryState: string) => ({ visitNo, deliveryState });
    const [done, first, second] = [one("A", "done"), one("B", "accepted"), one("C", "accepted")];
    expect(nextVisitNo([done, first, second])).toBe("B");
    expect(nextVisitNo([done, first, { ...second, deliveryState: "in_progress" }])).toBe("C");
    expect(nextVisitNo([done])).toBeNull();
  });
});

describe("what proves a visit beside position and digits", () => {
  const [hash, other] = ["a".repeat(64), "b".repeat(64)];
  const near = shownVisit(visit, START);
  const judged = (verdict: "right" | "void", codeHash = hash) =>
    shownVisit({ ...visit, recorded: { ...visit.recorded, doorCodes: [{ codeHash, verdict }] } }, START);
  const scan = (codeHash: string) => said({ kind: "door_code", codeHash }, 1);

  it.each([
    ["nothing was read", near, [], null],
    ["a code was read that nobody has judged", near, [scan(hash)], "waits"],
    ["the same code was judged meanwhile", judged("void"), [scan(hash)], "wrong"],
    ["a wrong code was followed by another", judged("void"), [scan(other)], "waits"],
    ["a right code was followed by another", judged("right"), [scan(other)], "right"],
  ] as const)("when %s", (_when, shown, events, verdict) => {
    expect(doorCodeSaid(withSaid(shown, events))).toBe(verdict);
  });

  it("counts each photograph once, whether the server or the phone says it", () => {
    const photo = (end: "photo_start" | "photo_end", digest: string) => said({ kind: end, photoDigest: digest }, 2);
    const known = { ...near, recorded: { ...near.recorded, photos: [{ end: "photo_start" as const, digest: hash }] } };
    const both = [photo("photo_start", hash), photo("photo_start", hash), photo("photo_end", hash)];
    expect(withSaid(known, both).recorded.photos).toEqual([
      { end: "photo_start", digest: hash },
      { end: "photo_end", digest: hash },
    ]);
    expect(withSaid(near, [photo("photo_end", other)]).recorded.photos).toEqual([{ end: "photo_end", digest: other }]);
  });
});
