import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveryAfter } from "#app/domain/visits/delivery-after.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";
import { anEvent, checkIn, checkOut } from "./visit-builders.ts";

const accepted = { deliveryState: "accepted", missedSide: null };
const noAnswer = anEvent({ kind: "no_answer" }, "2026-11-03 09:15");

const everything: VisitEvent[] = [
  anEvent({ kind: "en_route" }, "2026-11-03 08:40"),
  noAnswer,
  checkIn("2026-11-03 09:20"),
  checkOut("2026-11-03 10:25"),
  anEvent({ kind: "note", text: "x" }, "2026-11-03 10:26"),
];

/** As the server sees it: the events come in pieces, and each time all that is known moves the visit. */
function arrive(pieces: readonly VisitEvent[][], start = accepted as ReturnType<typeof deliveryAfter>) {
  const known: VisitEvent[] = [];
  return pieces.reduce((state, piece) => {
    known.push(...piece);
    return deliveryAfter(state, known);
  }, start);
}

describe("what is said about a visit", () => {
  it("leaves it in the same state whatever arrives first and however it is cut into requests", () => {
    fc.assert(
      fc.property(
        fc
          .subarray(everything)
          .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        fc.constantFrom(accepted, { deliveryState: "missed", missedSide: "undecided" }),
        ([some, shuffled], cuts, start) => {
          const pieces = shuffled.reduce<VisitEvent[][]>((made, event, index) => {
            const last = made.at(-1);
            if (last && !cuts[index]) last.push(event);
            else made.push([event]);
            return made;
          }, []);
          expect(arrive(pieces, start)).toEqual(deliveryAfter(start, some));
        },
      ),
    );
  });

  it("makes it missed on the elder's side when nobody opened, also after the clock had called it missed", () => {
    expect(deliveryAfter(accepted, [noAnswer])).toEqual({ deliveryState: "missed", missedSide: "elder" });
    expect(deliveryAfter({ deliveryState: "missed", missedSide: "undecided" }, [noAnswer]).missedSide).toBe("elder");
  });

  it("does not take back that somebody has put it on the worker's side", () => {
    expect(deliveryAfter({ deliveryState: "missed", missedSide: "worker" }, [noAnswer]).missedSide).toBe("worker");
  });

  it("makes a visit that was declared missed one that takes place, on nobody's side", () => {
    const missed = { deliveryState: "missed", missedSide: "worker" };
    expect(deliveryAfter(missed, [checkIn("2026-11-03 09:00")])).toEqual({
      deliveryState: "in_progress",
      missedSide: null,
    });
  });

  it("makes a visit that was called off one that took place, and leaves it called off while nobody has checked in", () => {
    const cancelled = { deliveryState: "cancelled", missedSide: null };
    expect(deliveryAfter(cancelled, everything).deliveryState).toBe("done");
    const unbegun = everything.filter((event) => !["check_in", "check_out"].includes(event.body.kind));
    expect(deliveryAfter(cancelled, unbegun).deliveryState).toBe("cancelled");
  });
});
