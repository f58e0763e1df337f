import { describe, expect, it } from "vitest";
import { isPhotoLookReason, PHOTO_LOOK_REASONS } from "#app/domain/photos/photo-look.ts";

describe("a reason to look at photographs", () => {
  it("is one of the list and nothing else", () => {
    for (const reason of PHOTO_LOOK_REASONS) expect(isPhotoLookReason(reason)).toBe(true);
    for (const text of ["", "curious", "JUDGE-FINDING"]) expect(isPhotoLookReason(text)).toBe(false);
  });
});
