/** QR codes (ISO/IEC 18004) as squares to be drawn, with a quarter of them allowed to be unreadable. */
import encodeQR from "qr";

/** @returns dark modules, row by row, without the quiet zone */
export function qrMatrix(text: string): boolean[][] {
  // The library always draws some quiet zone; who draws the code knows how much it needs.
  const framed = encodeQR(text, "raw", { ecc: "quartile", border: 1 });
  return framed.slice(1, -1).map((row) => row.slice(1, -1));
}
