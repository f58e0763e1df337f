/**
 * React 18 writes HTML in pieces of a fixed size; where a Chinese character does not fit into the rest of a piece, it leaves that rest as
 * zero bytes. A browser drops them in text and shows a broken character in an attribute. No HTML of ours holds a zero byte, so they go.
 */
import { Transform } from "node:stream";

/** The piece without its zero bytes; the piece itself when it has none. */
export function withoutPadding(piece: Buffer): Buffer {
  return piece.includes(0) ? Buffer.from(piece.filter((byte) => byte !== 0)) : piece;
}

/** A stream that passes everything on but zero bytes, and flushes when it is asked to. */
export function paddingFilter(): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      done(null, withoutPadding(piece));
    },
  });
}
