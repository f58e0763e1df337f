import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgePiece, nextPiece, PHOTO_BYTES_MOST, PIECE_BYTES_MOST } from "#app/domain/photos/photo-limits.ts";

const some = { bytes: 100, total: 300 };

describe("a piece of a photograph", () => {
  it.each([
    [{ offset: 100, bytes: 50, total: 300 }, "next"],
    [{ offset: 0, bytes: 100, total: 300 }, "known"],
    [{ offset: 40, bytes: 60, total: 300 }, "known"],
    [{ offset: 40, bytes: 61, total: 300 }, "gap"],
    [{ offset: 101, bytes: 50, total: 300 }, "gap"],
    [{ offset: 100, bytes: 200, total: 300 }, "next"],
    [{ offset: 100, bytes: 201, total: 300 }, "malformed"],
    [{ offset: 100, bytes: 50, total: 301 }, "malformed"],
    [{ offset: 100, bytes: 0, total: 300 }, "malformed"],
    [{ offset: -1, bytes: 50, total: 300 }, "malformed"],
    [{ offset: 100, bytes: 50, total: -1 }, "malformed"],
  ] as const)("%j is %s", (piece, verdict) => {
    expect(judgePiece(piece, some)).toBe(verdict);
  });

  it("is too large by itself or as part of a photograph that is", () => {
    const nothing = { bytes: 0, total: null };
    expect(judgePiece({ offset: 0, bytes: PIECE_BYTES_MOST, total: PHOTO_BYTES_MOST }, nothing)).toBe("next");
    expect(judgePiece({ offset: 0, bytes: PIECE_BYTES_MOST + 1, total: PHOTO_BYTES_MOST }, nothing)).toBe("too-large");
    expect(judgePiece({ offset: 0, bytes: 1, total: PHOTO_BYTES_MOST + 1 }, nothing)).toBe("too-large");
  });

  it("follows piece by piece until everything is there", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: PHOTO_BYTES_MOST }), (total) => {
        let arrived: { bytes: number; total: number | null } = { bytes: 0, total: null };
        for (let piece = nextPiece(total, 0); piece !== null; piece = nextPiece(total, arrived.bytes)) {
          const sent = { offset: piece.from, bytes: piece.to - piece.from, total };
          expect(judgePiece(sent, arrived)).toBe("next");
          arrived = { bytes: piece.to, total };
          expect(judgePiece(sent, arrived)).toBe("known");
        }
        expect(arrived.bytes).toBe(total);
      }),
    );
  });
});
