import fc from "fast-check";
import { expect, it } from "vitest";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import type { PinOutcome, VisitEvent } from "#app/domain/visits/visit-events.ts";
import {
  OTHER_WORKER,
  aFix,
  anEvent,
  at,
  checkIn,
  checkOut,
  confirmation,
  noFix,
  taskDone,
} from "../visits/visit-builders.ts";
import { aContext } from "./verification-builders.ts";

const pin = (outcome: PinOutcome, minute: number) =>
  anEvent({ kind: "pin_confirm", confirmedOn: "worker_phone", by: null, outcome }, `2026-11-03 09:${minute}`);

/** Things said of one visit by two phones, a kiosk and an elder: late, far away, twice, by wrong clocks, with wrong digits. */
const SAID: readonly VisitEvent[] = [
  checkIn("2026-11-03 09:00", noFix),
  checkIn("2026-11-03 09:04", aFix({ latitude: 32.02 })),
  checkIn("2026-11-03 09:06", aFix(), { deviceId: "phone-2", workerId: OTHER_WORKER }),
  checkOut("2026-11-03 10:02"),
  checkOut("2026-11-03 10:20", noFix, { receivedAt: at("2026-11-06 10:20") }),
  checkOut("2026-11-03 09:55", aFix(), { deviceId: "phone-2", workerId: OTHER_WORKER, skewMs: 600_000 }),
  taskDone("LC04"),
  anEvent({ kind: "task_refused", subtype: "LC04", reason: null }, "2026-11-03 09:50"),
  ...[50, 51, 52, 53, 54].map((minute) => pin("wrong", minute)),
  pin("right", 55),
  confirmation("kiosk_confirm", "kiosk"),
  confirmation("elder_confirm", "worker_phone"),
  anEvent({ kind: "no_answer" }, "2026-11-03 08:58"),
];

/** The same event reaches the server again, later. */
const again = (event: VisitEvent, minutes: number): VisitEvent => ({
  ...event,
  receivedAt: (event.receivedAt + minutes * 60_000) as VisitEvent["receivedAt"],
});

it("a visit's verdict is the same for any arrival order, any repeats and any part of what was said", () => {
  fc.assert(
    fc.property(
      fc
        .subarray([...SAID])
        .chain((some) =>
          fc.tuple(
            fc.constant(some),
            fc.array(fc.tuple(fc.nat(SAID.length), fc.integer({ min: 1, max: 5000 })), { maxLength: 8 }),
            fc.infiniteStream(fc.nat()),
          ),
        ),
      ([some, repeats, draws]) => {
        const copies = repeats.flatMap(([index, minutes]) => {
          const event = some[index];
          return event ? [again(event, minutes)] : [];
        });
        const arrived = [...some, ...copies]
          .map((event) => ({ event, key: draws.next().value ?? 0 }))
          .sort((left, right) => left.key - right.key)
          .map(({ event }) => event);
        expect(verifyVisit(aContext({ events: arrived }))).toEqual(verifyVisit(aContext({ events: some })));
      },
    ),
    { numRuns: 300 },
  );
});
