import { describe, expect, it } from "vitest";
import { photoTime } from "#app/domain/verification/checks/photo-time.ts";
import type { NonceVerdict } from "#app/domain/visits/visit-events.ts";
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

  it("fires for a photograph without the visit's own nonce, where the visit stood on the day that the phone was given", () => {
    const said = (nonce: NonceVerdict | null, planned?: null) =>
      photoTime.check(
        aContext({
          photos: [aPhoto("photo_start", "2026-11-03 09:01", { nonce })],
          ...(planned === null && { planned }),
        }),
      );
    expect(said("missing")).toEqual({ end: "photo_start", nonce: "missing" });
    expect(said("other")).toEqual({ end: "photo_start", nonce: "other" });
    expect([said("right"), said(null), said("missing", null)]).toEqual([null, null, null]);
  });

  it("says nothing of a visit without both times", () => {
    expect(photoTime.check(aContext({ out: null, photos: [aPhoto("photo_start", "2026-11-01 09:00")] }))).toBeNull();
  });
});
