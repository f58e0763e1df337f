/**
 * Photographs as the district keeps them: a picture of at most 1600 pixels and nothing beside it. What a phone made that way is kept byte
 * for byte, so that its digest stays the one that the phone signed; anything else is decoded and written anew, which leaves place,
 * device and hidden content behind.
 */
import sharp from "sharp";
import { HASH_SIDE, perceptualHash } from "#app/domain/photos/perceptual-hash.ts";
import { PHOTO_BYTES_MOST, PHOTO_SIDE_MOST } from "#app/domain/photos/photo-limits.ts";
import { isBareJpeg } from "./jpeg-segments.ts";

export type PreparedPhoto = {
  /** A JPEG. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Null for a picture on which there is too little to see. */
  readonly hash: bigint | null;
  /** The bytes are not the ones that were given. */
  readonly isRewritten: boolean;
};

/** Refuses pictures that unpack to more points than any phone's camera takes. */
const PIXELS_MOST = 120_000_000;
/** Tried in this order until the picture is small enough. */
const QUALITIES = [82, 70, 55, 40, 25] as const;
/** What a camera or a canvas gives. The decoder is asked what it is, never the sender. */
const FORMATS = ["jpeg", "png", "webp"];

const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: PIXELS_MOST, failOn: "error" });

async function rewritten(bytes: Uint8Array): Promise<Uint8Array> {
  const picture = open(bytes)
    .rotate()
    .resize({ width: PHOTO_SIDE_MOST, height: PHOTO_SIDE_MOST, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb");
  const points = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = points.info;
  let written = new Uint8Array();
  for (const quality of QUALITIES) {
    written = Uint8Array.from(
      await sharp(points.data, { raw: { width, height, channels } }).jpeg({ quality }).toBuffer(),
    );
    if (written.byteLength <= PHOTO_BYTES_MOST) break;
  }
  return written;
}

async function hashOf(bytes: Uint8Array): Promise<bigint | null> {
  const levels = await open(bytes)
    .rotate()
    .flatten({ background: "#ffffff" })
    .greyscale()
    .resize({ width: HASH_SIDE, height: HASH_SIDE, fit: "fill" })
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  return perceptualHash(levels);
}

/** @returns null when the bytes are no picture of a format that cameras make */
export async function preparePhoto(given: Uint8Array): Promise<PreparedPhoto | null> {
  try {
    const { format = "", width = 0, height = 0 } = await open(given).metadata();
    if (!FORMATS.includes(format)) return null;
    const isKept =
      Math.max(width, height) <= PHOTO_SIDE_MOST && given.byteLength <= PHOTO_BYTES_MOST && isBareJpeg(given);
    // Also a picture that is kept as it is must unpack to its last row.
    const bytes = isKept ? given : await rewritten(given);
    const hash = await hashOf(bytes);
    if (isKept) return { bytes, width, height, hash, isRewritten: false };
    const size = await open(bytes).metadata();
    return { bytes, width: size.width, height: size.height, hash, isRewritten: true };
  } catch {
    return null;
  }
}
