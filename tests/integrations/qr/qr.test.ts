import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { doorCodeHash, makeDoorCode, signedDoorToken } from "#app/integrations/crypto/door-codes.server.ts";
import { readQr } from "#app/integrations/qr/read-qr.server.ts";
import { qrMatrix } from "#app/integrations/qr/write-qr.server.ts";
import { testCrypto } from "#tests/support/small-district.ts";

const QUIET = 4;

/** The code as it is printed: black squares on white, so many points wide each. */
async function printed(text: string, points: number): Promise<Buffer> {
  const modules = qrMatrix(text);
  const side = modules.length + 2 * QUIET;
  const levels = Buffer.from(
    Array.from({ length: side * side }, (_, at) =>
      modules[Math.floor(at / side) - QUIET]?.[(at % side) - QUIET] === true ? 0 : 255,
    ),
  );
  return sharp(levels, { raw: { width: side, height: side, channels: 1 } })
    .resize(side * points, side * points, { kernel: "nearest" })
    .png()
    .toBuffer();
}

describe("a printed door code", () => {
  const token = signedDoorToken(testCrypto, makeDoorCode(testCrypto));

  it("fits the size whose squares are largest on the card", () => {
    expect(qrMatrix(token)).toHaveLength(25);
  });

  it("is read back from a photograph of the card, turned, blurred and with a stain on it", async () => {
    const stain = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18" fill="#777"/></svg>',
    );
    const card = await sharp(await printed(token, 12))
      .composite([{ input: stain, left: 200, top: 200 }])
      .png()
      .toBuffer();
    const photograph = await sharp(card)
      .rotate(7, { background: "#ffffff" })
      .blur(1.2)
      .jpeg({ quality: 60 })
      .toBuffer();
    expect(await readQr(photograph)).toBe(token);
  });

  it("is not read where there is none", async () => {
    const empty = await sharp({ create: { width: 300, height: 300, channels: 3, background: "#eeeeee" } })
      .png()
      .toBuffer();
    expect(await readQr(empty)).toBeNull();
    expect(await readQr(Buffer.from("no picture"))).toBeNull();
  });

  it("has one hash, scanned or typed", () => {
    expect(doorCodeHash(` ${token.toLowerCase().replace(/(.{4})/g, "$1 ")}`)).toBe(doorCodeHash(token));
  });
});
