/**
 * Sends a photograph in pieces. The server says how much it holds and the phone goes on from there, after a broken connection, after a
 * restart, or from another page. Works on a port, so that tests run this very code against a network that fails.
 */
import { nextPiece } from "#app/domain/photos/photo-limits.ts";

/** What the server's answer says (usecases/photos/receive-piece.server.ts); null when nobody answered. */
export type PhotoReply = { readonly status: number; readonly state: string; readonly offset: number } | null;

export type PhotoNetwork = {
  readonly ask: (digest: string) => Promise<PhotoReply>;
  readonly send: (digest: string, piece: { offset: number; total: number; content: Uint8Array }) => Promise<PhotoReply>;
};

export type UploadOutcome =
  | "kept"
  /** Nobody answered, or the server is busy or has no session: everything is kept and tried again. */
  | "no-answer"
  /** The events go first. */
  | "not-announced"
  /** Too many in a day. */
  | "later"
  /** Something more urgent came up; what the server has of it stays there. */
  | "interrupted"
  /** The server will never take it; sending it again changes nothing. */
  | "refused";

/** More rounds than pieces: a server that never comes further is not asked for ever. */
const ROUNDS_MOST = 64;

const FINAL_STATES: Readonly<Record<string, UploadOutcome>> = {
  kept: "kept",
  "not-announced": "not-announced",
  "too-many": "later",
  "too-large": "refused",
  malformed: "refused",
  "no-picture": "refused",
};

/** Only a state that the server names ends a photograph: a gate, a proxy or an older server that answers otherwise has said nothing of it. */
function ended(reply: PhotoReply): UploadOutcome | null {
  if (reply === null || reply.status >= 500) return "no-answer";
  if (reply.state === "arriving" || reply.state === "differs") return null;
  return FINAL_STATES[reply.state] ?? "no-answer";
}

/** @param isInterrupted asked before each piece */
export async function uploadPhoto(
  { digest, content }: { readonly digest: string; readonly content: Uint8Array },
  network: PhotoNetwork,
  isInterrupted: () => Promise<boolean> = async () => Promise.resolve(false),
): Promise<UploadOutcome> {
  let reply = await network.ask(digest);
  let begunAnew = false;
  for (let round = 0; round < ROUNDS_MOST; round += 1) {
    const outcome = ended(reply);
    if (outcome !== null || reply === null) return outcome ?? "no-answer";
    // What arrived was damaged on its way: once more from the start, and then it is this phone's bytes that are not what it announced.
    if (reply.state === "differs") {
      if (begunAnew) return "refused";
      begunAnew = true;
    }
    if (await isInterrupted()) return "interrupted";
    const piece = nextPiece(content.byteLength, reply.offset);
    // All is there and it is not stored: the last piece again makes the server finish it.
    const { from, to } = piece ?? { from: Math.max(0, content.byteLength - 1), to: content.byteLength };
    reply = await network.send(digest, {
      offset: from,
      total: content.byteLength,
      content: content.subarray(from, to),
    });
  }
  return "no-answer";
}
