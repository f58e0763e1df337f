import { describe, expect, it } from "vitest";
import { judgeDoorCode, type DoorCodeOnFile } from "#app/domain/verification/door-codes.ts";
import { placeProofsBesidePosition } from "#app/domain/verification/evidence.ts";
import type { EventOf } from "#app/domain/visits/visit-events.ts";
import { anEvent, at } from "../visits/visit-builders.ts";
import { aContext } from "./verification-builders.ts";

const read = (when: string) => anEvent({ kind: "door_code", codeHash: "h" }, when) as EventOf<"door_code">;
const judge = (code: DoorCodeOnFile | null, when = "2026-11-03 09:00") =>
  judgeDoorCode(read(when), new Map(code === null ? [] : [["h", code]]));

describe("a code read at a door", () => {
  const open = { isOfHome: true, fromAt: at("2026-11-01 08:00"), toAt: null };

  it("is right from when it was issued to when it is void", () => {
    expect(judge(open, "2026-11-01 07:59")).toBe("void");
    expect(judge(open, "2026-11-01 08:00")).toBe("right");
    const ending = { ...open, toAt: at("2026-11-03 09:00") };
    expect(judge(ending, "2026-11-03 08:59")).toBe("right");
    expect(judge(ending, "2026-11-03 09:00")).toBe("void");
  });

  it("is another home's whenever it was issued, and unknown when nobody issued it", () => {
    expect(judge({ ...open, isOfHome: false })).toBe("other-home");
    expect(judge(null)).toBe("unknown");
  });

  it("is judged by when it was read, however late it arrives", () => {
    const ending = { ...open, toAt: at("2026-11-03 12:00") };
    const late = anEvent({ kind: "door_code", codeHash: "h" }, "2026-11-03 09:00", {
      receivedAt: at("2026-11-05 09:00"),
    });
    expect(judgeDoorCode(late as EventOf<"door_code">, new Map([["h", ending]]))).toBe("right");
  });

  it("proves the place only when it is right", () => {
    const proofs = (code: DoorCodeOnFile) =>
      placeProofsBesidePosition(aContext({ events: [read("2026-11-03 09:00")], scannedCodes: new Map([["h", code]]) }));
    expect(proofs(open)).toMatchObject([{ class: "place", kind: "door_code", weak: false }]);
    expect(proofs({ ...open, isOfHome: false })).toEqual([]);
    expect(proofs({ ...open, toAt: at("2026-11-02 00:00") })).toEqual([]);
  });
});
