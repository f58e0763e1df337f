/**
 * Takes a photograph in pieces, so that a weak network sends each byte once. Only what an event of the same worker has announced is taken
 * in. Every answer says how much is there, and the sender goes on from that; the last piece is answered when the picture is stored.
 */
import { judgePiece, PHOTOS_PER_DAY_MOST } from "#app/domain/photos/photo-limits.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { preparePhoto } from "#app/integrations/pictures/prepare-photo.server.ts";
import {
  countPhotosSince,
  deletePieces,
  findPhoto,
  insertPiece,
  isAnnounced,
  listPieces,
  sumPieces,
  type PhotoPieceRow,
} from "#db/repositories/photos.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { keepPhoto, storePicture } from "./keep-photo.server.ts";

export type PieceAnswer = {
  readonly state:
    /** Go on from `offset`. */
    | "arriving"
    /** The picture is stored; nothing more is to be sent. */
    | "kept"
    /** No event of this worker names it yet: send the events first. */
    | "not-announced"
    /** Too many in a day; later again. */
    | "too-many"
    /** These end it: sent again it would be refused again. */
    | "too-large"
    | "malformed"
    | "no-picture"
    /** The bytes were not those that were announced; what arrived is thrown away and it may begin anew. */
    | "differs";
  /** Bytes that are there. */
  readonly offset: number;
};

export type SentPiece = {
  readonly digest: string;
  readonly workerId: string;
  readonly offset: number;
  readonly total: number;
  readonly content: Uint8Array;
};

export type PhotoTools = { readonly crypto: CryptoProvider; readonly blobs: BlobStore };

const DAY_MINUTES = 24 * 60;

const fieldOf = ({ digest, workerId, startByte }: Pick<PhotoPieceRow, "digest" | "workerId" | "startByte">) => ({
  table: "photo_piece",
  column: "content",
  row: `${digest}|${workerId}|${startByte}`,
});

async function standing(unit: Unit, digest: string, workerId: string): Promise<PieceAnswer> {
  const kept = await findPhoto(unit, digest);
  if (!(await isAnnounced(unit, digest, workerId))) return { state: "not-announced", offset: 0 };
  if (kept !== null) return { state: "kept", offset: 0 };
  return { state: "arriving", offset: (await sumPieces(unit, digest, workerId)).bytes };
}

/** How much of a picture is there. */
export async function photoArrival(context: Context, digest: string, workerId: string): Promise<PieceAnswer> {
  return inReading(context, (unit) => standing(unit, digest, workerId));
}

async function takePiece(unit: Unit, { crypto }: PhotoTools, piece: SentPiece): Promise<PieceAnswer> {
  const { digest, workerId, offset, total, content } = piece;
  const now = await standing(unit, digest, workerId);
  if (now.state !== "arriving") return now;
  const arrived = await sumPieces(unit, digest, workerId);
  const verdict = judgePiece({ offset, bytes: content.byteLength, total }, arrived);
  if (verdict === "known" || verdict === "gap") return now;
  if (verdict !== "next") return { state: verdict, offset: arrived.bytes };
  const since = plusMinutes(unit.now, -DAY_MINUTES);
  if (offset === 0 && (await countPhotosSince(unit, workerId, since)) >= PHOTOS_PER_DAY_MOST)
    return { state: "too-many", offset: 0 };
  const place = { digest, workerId, startByte: offset };
  const added = await insertPiece(unit, {
    ...place,
    pieceBytes: content.byteLength,
    totalBytes: total,
    content: crypto.encryptBytes(content, fieldOf(place)),
    receivedAt: asDate(unit.now),
  });
  return { state: "arriving", offset: added ? offset + content.byteLength : arrived.bytes };
}

async function finish(context: Context, tools: PhotoTools, digest: string, workerId: string): Promise<PieceAnswer> {
  const pieces = await inReading(context, (unit) => listPieces(unit, digest, workerId));
  const content = Buffer.concat(pieces.map((piece) => tools.crypto.decryptBytes(piece.content, fieldOf(piece))));
  const isSame = sha256Hex(content) === digest;
  const prepared = isSame ? await preparePhoto(Uint8Array.from(content)) : null;
  if (prepared === null) {
    await inTransaction(context, (unit) => deletePieces(unit, digest, workerId));
    return { state: isSame ? "no-picture" : "differs", offset: 0 };
  }
  const photo = { digest, workerId, prepared };
  await storePicture(tools.blobs, photo);
  await inTransaction(context, (unit) => keepPhoto(unit, photo));
  return { state: "kept", offset: content.byteLength };
}

/** The piece with the last byte finishes the picture; when that was cut off, the same piece again finishes it. */
export async function receivePiece(context: Context, tools: PhotoTools, piece: SentPiece): Promise<PieceAnswer> {
  const answer = await inTransaction(context, (unit) => takePiece(unit, tools, piece));
  if (answer.state !== "arriving" || answer.offset < piece.total) return answer;
  return finish(context, tools, piece.digest, piece.workerId);
}
