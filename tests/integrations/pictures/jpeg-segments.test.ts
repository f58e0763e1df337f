import { describe, expect, it } from "vitest";
import { isBareJpeg } from "#app/integrations/pictures/jpeg-segments.ts";
import { aPicture, photoOf } from "#tests/support/pictures.ts";

const insertAfterStart = (jpeg: Uint8Array, segment: readonly number[]) =>
  Uint8Array.from([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);

describe("a bare JPEG", () => {
  it("is one picture in one piece or in several scans", async () => {
    expect(isBareJpeg(await photoOf(1))).toBe(true);
    expect(isBareJpeg(await aPicture(1).jpeg({ progressive: true }).toBuffer())).toBe(true);
  });

  it.each([
    ["a comment", [0xff, 0xfe, 0, 4, 0x41, 0x42]],
    ["EXIF", [0xff, 0xe1, 0, 4, 0x45, 0x78]],
    ["Photoshop's own", [0xff, 0xed, 0, 4, 0, 0]],
    ["a segment shorter than its own length", [0xff, 0xdb, 0, 1]],
  ])("holds no %s", async (_what, segment) => {
    expect(isBareJpeg(insertAfterStart(await photoOf(1), segment))).toBe(false);
  });

  it("ends with the picture", async () => {
    const jpeg = await photoOf(1);
    expect(isBareJpeg(Uint8Array.from([...jpeg, 0]))).toBe(false);
    expect(isBareJpeg(jpeg.subarray(0, jpeg.length - 2))).toBe(false);
  });

  it("is not told by the ending of a name: other bytes are none", () => {
    for (const bytes of [[], [0xff], [0xff, 0xd8], [0x89, 0x50, 0x4e, 0x47]])
      expect(isBareJpeg(Uint8Array.from(bytes))).toBe(false);
  });
});
