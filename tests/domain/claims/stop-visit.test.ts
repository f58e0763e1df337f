import { describe, expect, it } from "vitest";
import { consequenceOf, countEffects, type VisitToStop } from "#app/domain/claims/stop-visit.ts";
import { stoppedOn } from "#app/domain/elders/stop-fact.ts";
import { fen } from "#app/domain/money/fen.ts";
import { instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const day = plainDate("2026-11-10");
const now = instantAt(day, 600);
const fact = { kind: "hospital", from: plainDate("2026-11-09"), to: plainDate("2026-11-14"), note: null } as const;
const within = stoppedOn([fact], day);
const edge = stoppedOn([fact], fact.from);
if (within === null || edge === null) throw new Error("the stay reaches both days");

const visit = (over: Partial<VisitToStop> = {}): VisitToStop => ({
  startAt: plusMinutes(now, -60),
  deliveryState: "done",
  openLine: undefined,
  settledFen: null,
  isClawedBack: false,
  ...over,
});
const of = (over: Partial<VisitToStop>, stopped = within) => consequenceOf(visit(over), stopped, now);

describe("a visit on a day that a fact reaches", () => {
  it.each(["planned", "offered", "accepted", "en_route"] as const)(
    "is called off while it is %s and to come",
    (deliveryState) => {
      expect(of({ deliveryState, startAt: plusMinutes(now, 1) })).toMatchObject({ isCancelled: true, isPast: false });
      expect(of({ deliveryState, startAt: now }).isCancelled).toBe(false);
    },
  );

  it.each(["in_progress", "done"] as const)("is found among the past ones when it is %s", (deliveryState) => {
    expect(of({ deliveryState })).toMatchObject({ isCancelled: false, isPast: true });
  });

  it.each(["missed", "cancelled"] as const)("is left alone when it was %s", (deliveryState) => {
    expect(of({ deliveryState, openLine: null, settledFen: fen(3500) })).toEqual({
      isCancelled: false,
      isPast: false,
      isHeld: false,
      isProposed: false,
    });
  });

  it("has its open line held, undecided or approved or cut, but not once held or refused", () => {
    for (const openLine of [null, "approve", "cut"] as const) expect(of({ openLine }).isHeld).toBe(true);
    for (const openLine of [undefined, "hold", "refuse"] as const) expect(of({ openLine }).isHeld).toBe(false);
  });

  it("has what was paid proposed once, and never what was paid nothing for", () => {
    expect(of({ settledFen: fen(1) }).isProposed).toBe(true);
    expect(of({ settledFen: fen(0) }).isProposed).toBe(false);
    expect(of({ settledFen: null }).isProposed).toBe(false);
    expect(of({ settledFen: fen(1), isClawedBack: true }).isProposed).toBe(false);
  });

  it("is held but not clawed back on the day of admission, which proves nothing", () => {
    expect(of({ openLine: null, settledFen: fen(3500) }, edge)).toMatchObject({ isHeld: true, isProposed: false });
  });
});

it("counts each consequence by itself", () => {
  const found = [
    of({ deliveryState: "planned", startAt: plusMinutes(now, 5) }),
    of({ openLine: null }),
    of({ settledFen: fen(3500) }),
  ];
  expect(countEffects(found)).toEqual({ cancelled: 1, past: 2, held: 1, proposed: 1 });
});
