/**
 * Sizes of the photographs of visits (decision: 1600 pixels and 300 KB at most, made on the phone), and how one arrives in pieces. A piece
 * may come twice or late; the photograph is whole when every byte of its announced length is there.
 */

/** Pixels of the longer side. */
export const PHOTO_SIDE_MOST = 1600;
export const PHOTO_BYTES_MOST = 300 * 1024;
/** One piece fits through a weak network in seconds; what arrived of the pieces before it is not sent again. */
export const PIECE_BYTES_MOST = 64 * 1024;
/** A photograph of a form without script comes as the camera made it, and is made smaller on the server. */
export const FORM_PHOTO_BYTES_MOST = 16 * 1024 * 1024;
/** Of one care worker in 24 hours [assumed]: eight visits with a photograph at each end, several times over. */
export const PHOTOS_PER_DAY_MOST = 80;
/** Pieces of photographs that never became whole are thrown away after so many days. */
export const PIECES_KEPT_DAYS = 30;

export type Piece = {
  /** Where its first byte belongs. */
  readonly offset: number;
  readonly bytes: number;
  /** Announced length of the whole photograph. */
  readonly total: number;
};

/** What has arrived: so many bytes from the start without a gap; the length as announced with the first piece, null before it. */
export type Arrived = { readonly bytes: number; readonly total: number | null };

export type PieceVerdict =
  /** It is the next one. */
  | "next"
  /** All of it is there already. */
  | "known"
  /** It begins elsewhere: the sender goes on from where the server stands. */
  | "gap"
  | "too-large"
  /** It says another length than the first piece did, runs over the length, or is empty. */
  | "malformed";

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;

/** What to do with a piece. The same piece twice gives the same photograph. */
export function judgePiece({ offset, bytes, total }: Piece, arrived: Arrived): PieceVerdict {
  if (!isCount(offset) || !isCount(bytes) || !isCount(total) || bytes === 0 || total === 0) return "malformed";
  if (total > PHOTO_BYTES_MOST || bytes > PIECE_BYTES_MOST) return "too-large";
  if (offset + bytes > total || (arrived.total !== null && arrived.total !== total)) return "malformed";
  if (offset + bytes <= arrived.bytes) return "known";
  return offset === arrived.bytes ? "next" : "gap";
}

/** The piece that goes next, or null when all has arrived. */
export function nextPiece(total: number, arrivedBytes: number): { readonly from: number; readonly to: number } | null {
  if (arrivedBytes >= total) return null;
  return { from: arrivedBytes, to: Math.min(total, arrivedBytes + PIECE_BYTES_MOST) };
}
