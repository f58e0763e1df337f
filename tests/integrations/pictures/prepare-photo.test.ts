import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { hashDistance } from "#app/domain/photos/perceptual-hash.ts";
import { PHOTO_BYTES_MOST, PHOTO_SIDE_MOST } from "#app/domain/photos/photo-limits.ts";
import { isBareJpeg } from "#app/integrations/pictures/jpeg-segments.ts";
import { preparePhoto } from "#app/integrations/pictures/prepare-photo.server.ts";
import { aPicture } from "#tests/support/pictures.ts";

const EXIF = { IFD0: { Make: "Phone", Model: "X" }, IFD3: { GPSLatitude: "31/1 58/1 0/1", GPSLatitudeRef: "N" } };

async function prepared(bytes: Uint8Array) {
  const photo = await preparePhoto(bytes);
  if (photo === null) throw new Error("not taken for a picture");
  return photo;
}

describe("a photograph as it is kept", () => {
  it("stays byte for byte when it is small and holds nothing but the picture", async () => {
    const given = await aPicture(1).jpeg().toBuffer();
    expect(isBareJpeg(given)).toBe(true);
    const photo = await prepared(given);
    expect(photo.isRewritten).toBe(false);
    expect(Buffer.compare(photo.bytes, given)).toBe(0);
  });

  it.each([
    ["place and device", () => aPicture(1).jpeg().withExif(EXIF).toBuffer()],
    ["a colour profile", () => aPicture(1).jpeg().withIccProfile("srgb").toBuffer()],
    ["something appended", async () => Buffer.concat([await aPicture(1).jpeg().toBuffer(), Buffer.from("<script>")])],
    ["another format", () => aPicture(1).png().toBuffer()],
    ["too many pixels", () => aPicture(1, 2400, 1800).jpeg({ quality: 60 }).toBuffer()],
  ])("is written anew when it came with %s", async (_what, make) => {
    const given = await make();
    expect(isBareJpeg(given) && (await sharp(given).metadata()).width <= PHOTO_SIDE_MOST).toBe(false);
    const photo = await prepared(given);
    expect(photo.isRewritten).toBe(true);
    expect(isBareJpeg(photo.bytes)).toBe(true);
    const { exif, icc, xmp, width, height } = await sharp(photo.bytes).metadata();
    expect([exif, icc, xmp]).toEqual([undefined, undefined, undefined]);
    expect(Math.max(width, height)).toBeLessThanOrEqual(PHOTO_SIDE_MOST);
    expect([photo.width, photo.height]).toEqual([width, height]);
  });

  it("fits its size whatever the camera gave", async () => {
    const noise = {
      create: {
        width: 2000,
        height: 1500,
        channels: 3,
        background: "#808080",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    } as const;
    const photo = await prepared(await sharp(noise).jpeg({ quality: 100 }).toBuffer());
    expect(photo.bytes.byteLength).toBeLessThanOrEqual(PHOTO_BYTES_MOST);
  });

  it("stands upright when the camera was held sideways", async () => {
    const photo = await prepared(await aPicture(1, 640, 480).jpeg().withMetadata({ orientation: 6 }).toBuffer());
    expect([photo.width, photo.height]).toEqual([480, 640]);
  });

  it.each([
    ["text", Buffer.from("not a picture at all")],
    ["nothing", Buffer.alloc(0)],
    ["a drawing with scripts", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ])("is none: %s", async (_what, bytes) => {
    expect(await preparePhoto(bytes)).toBeNull();
  });

  it("is none when its end is missing", async () => {
    const whole = await aPicture(1).jpeg().toBuffer();
    expect(await preparePhoto(whole.subarray(0, whole.length / 2))).toBeNull();
  });
});

describe("the look of a photograph", () => {
  const hashOf = async (bytes: Uint8Array) => (await prepared(bytes)).hash ?? 0n;

  it("survives another size, another quality and a lighter print", async () => {
    for (const seed of [1, 2, 3]) {
      const original = await hashOf(await aPicture(seed).jpeg().toBuffer());
      const smaller = await hashOf(await aPicture(seed).resize(300).jpeg({ quality: 40 }).toBuffer());
      const lighter = await hashOf(await aPicture(seed).linear(0.8, 40).jpeg().toBuffer());
      expect(hashDistance(original, smaller)).toBeLessThanOrEqual(5);
      expect(hashDistance(original, lighter)).toBeLessThanOrEqual(5);
    }
  });

  it("tells rooms apart, and says nothing of a covered lens", async () => {
    const [one, two] = [
      await hashOf(await aPicture(1).jpeg().toBuffer()),
      await hashOf(await aPicture(2).jpeg().toBuffer()),
    ];
    expect(hashDistance(one, two)).toBeGreaterThan(10);
    const dark = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#0a0a0a" } })
      .jpeg()
      .toBuffer();
    expect((await prepared(dark)).hash).toBeNull();
  });
});
