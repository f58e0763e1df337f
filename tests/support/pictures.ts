/** Photographs for tests: the same room for the same seed, another room for another. */
import sharp, { type Sharp } from "sharp";

/** Furniture in a room: rectangles in the colours and places of the seed. */
function room(seed: number): string {
  const draw = (index: number, most: number) =>
    Math.abs(Math.round(Math.sin(seed * 12.9898 + index * 78.233) * 43_758)) % most;
  const shapes = Array.from({ length: 9 }, (_, index) => {
    const at = index * 7;
    const colour = `rgb(${draw(at, 256)},${draw(at + 1, 256)},${draw(at + 2, 256)})`;
    return `<rect x="${draw(at + 3, 560)}" y="${draw(at + 4, 420)}" width="${80 + draw(at + 5, 240)}" height="${60 + draw(at + 6, 200)}" fill="${colour}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="640" height="480"><rect width="640" height="480" fill="#c8b89a"/>${shapes.join("")}</svg>`;
}

export function aPicture(seed: number, width = 640, height = 480): Sharp {
  return sharp(Buffer.from(room(seed)), { density: 72 })
    .flatten({ background: "#ffffff" })
    .resize(width, height);
}

/** A JPEG as a phone's canvas would write it. */
export async function photoOf(seed: number): Promise<Uint8Array> {
  return Uint8Array.from(await aPicture(seed).jpeg().toBuffer());
}
