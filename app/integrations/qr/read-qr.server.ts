/** Reads a QR code from a photograph, for a page whose phone runs no script. */
import decodeQR from "qr/decode.js";
import sharp from "sharp";

/** Larger pictures are made smaller first: a code that fills a hand's breadth is read as well. */
const READ_SIDE_MOST = 1600;
/** Refuses pictures that unpack to more points than any phone's camera takes. */
const PIXELS_MOST = 120_000_000;

/** @returns the text, or null when no code can be read or the bytes are no picture */
export async function readQr(picture: Uint8Array): Promise<string | null> {
  try {
    const { data, info } = await sharp(picture, { limitInputPixels: PIXELS_MOST })
      .rotate()
      .resize({ width: READ_SIDE_MOST, height: READ_SIDE_MOST, fit: "inside", withoutEnlargement: true })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return decodeQR(
      { width: info.width, height: info.height, data: Uint8ClampedArray.from(data) },
      { effort: Infinity, timeLimit: 2_000 },
    );
  } catch {
    return null;
  }
}
