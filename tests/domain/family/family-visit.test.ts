import { describe, expect, it } from "vitest";
import { livePart } from "#app/domain/family/family-visit.ts";
import { identify, type EventId, type VisitId, type WorkerId } from "#app/domain/identifiers.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";

const arrived = instant("2026-11-15T01:02:00Z");

function clockEvent(kind: "check_in" | "check_out", at: Instant, deviceSeq: number): VisitEvent {
  return {
    eventId: identify<EventId>(`${kind}-${deviceSeq}`),
    visitId: identify<VisitId>("v"),
    workerId: identify<WorkerId>("w"),
    deviceId: "phone-1",
    deviceSeq,
    deviceAt: at,
    serverOffsetMs: 0,
    skewMs: null,
    page: null,
    receivedAt: at,
    body: { kind, position: { fix: null, failure: "not_asked" } },
  };
}

describe("a visit as it happens", () => {
  it("has neither arrival nor leaving before the care worker's phone has said so", () => {
    expect(livePart([])).toEqual({ arrivedMs: null, leftMs: null, minutes: null });
  });
  it("says when somebody came, and only at the end how long it took", () => {
    const comes = clockEvent("check_in", arrived, 1);
    expect(livePart([comes])).toEqual({ arrivedMs: arrived, leftMs: null, minutes: null });
    const left = plusMinutes(arrived, 63);
    expect(livePart([clockEvent("check_out", left, 2), comes])).toEqual({
      arrivedMs: arrived,
      leftMs: left,
      minutes: 63,
    });
  });
});
