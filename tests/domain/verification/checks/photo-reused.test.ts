import { describe, expect, it } from "vitest";
import { photoReused } from "#app/domain/verification/checks/photo-reused.ts";
import { aContext, aPhoto, aPolicy } from "../verification-builders.ts";

const alike = (distanceBits: number) =>
  aPhoto("photo_end", "2026-11-03 10:04", { reuses: [{ visitNo: "2026-10-E0009-2", digest: "d", distanceBits }] });

describe("R-PHOTO-REUSED", () => {
  it("fires up to the distance of the policy and no further", () => {
    expect(photoReused.check(aContext({ photos: [alike(5)] }))).toEqual({
      end: "photo_end",
      other: "2026-10-E0009-2",
      distance: 5,
    });
    expect(photoReused.check(aContext({ photos: [alike(6)] }))).toBeNull();
    expect(
      photoReused.check(aContext({ photos: [alike(6)], policy: aPolicy({ photo_hash_distance: 6 }) })),
    ).not.toBeNull();
  });

  it("fires for the very same picture and is silent for pictures of their own", () => {
    expect(photoReused.check(aContext({ photos: [alike(0)] }))).toMatchObject({ distance: 0 });
    expect(photoReused.check(aContext())).toBeNull();
  });
});
