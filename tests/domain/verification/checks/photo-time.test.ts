import { describe, expect, it } from "vitest";
import { photoTime } from "#app/domain/verification/checks/photo-time.ts";
import { aContext, aPhoto } from "../verification-builders.ts";

const check = (end: "photo_start" | "photo_end", when: string) =>
  photoTime.check(aContext({ photos: [aPhoto(end, when)] }));

describe("R-PHOTO-TIME", () => {
  it("fires beyond the window before the start and after the end", () => {
    expect(check("photo_start", "2026-11-03 08:49:59")).toEqual({ end: "photo_start", minutes: 10 });
    expect(check("photo_end", "2026-11-03 10:15:01")).toEqual({ end: "photo_end", minutes: 10 });
  });

  it("is silent up to the window on both sides", () => {
    expect(check("photo_start", "2026-11-03 08:50")).toBeNull();
    expect(check("photo_end", "2026-11-03 10:15")).toBeNull();
  });

  it("says nothing of a visit without both times", () => {
    expect(photoTime.check(aContext({ out: null, photos: [aPhoto("photo_start", "2026-11-01 09:00")] }))).toBeNull();
  });
});
