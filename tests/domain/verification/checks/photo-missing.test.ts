import { describe, expect, it } from "vitest";
import { photoMissing } from "#app/domain/verification/checks/photo-missing.ts";
import { aContext, aPhoto, aPolicy } from "../verification-builders.ts";

const start = aPhoto("photo_start", "2026-11-03 09:01");
const end = aPhoto("photo_end", "2026-11-03 10:04");

describe("R-PHOTO-MISSING", () => {
  it("fires when one end has no photograph", () => {
    expect(photoMissing.check(aContext({ photos: [end] }))).toEqual({
      start: 0,
      end: 1,
      photos_start: 1,
      photos_end: 1,
      on_the_way: 0,
    });
    expect(photoMissing.check(aContext({ photos: [start] }))).toMatchObject({ start: 1, end: 0 });
  });

  it("fires until an announced photograph has arrived, and says that it is on the way", () => {
    const waiting = [start, { ...end, arrived: false }];
    expect(photoMissing.check(aContext({ photos: waiting }))).toMatchObject({ end: 0, on_the_way: 1 });
    expect(photoMissing.check(aContext({ photos: [start, end] }))).toBeNull();
  });

  it("counts the same picture once, and as many as the policy asks for", () => {
    const policy = aPolicy({ photos_start: 2 });
    const again = { ...start, eventId: "again" };
    const other = aPhoto("photo_start", "2026-11-03 09:02");
    expect(photoMissing.check(aContext({ policy, photos: [start, again, end] }))).toMatchObject({ start: 1 });
    expect(photoMissing.check(aContext({ policy, photos: [start, other, end] }))).toBeNull();
    expect(
      photoMissing.check(aContext({ policy: aPolicy({ photos_start: 0, photos_end: 0 }), photos: [] })),
    ).toBeNull();
  });

  it("waits for the end of the visit", () => {
    expect(photoMissing.check(aContext({ photos: [], out: null }))).toBeNull();
  });
});
