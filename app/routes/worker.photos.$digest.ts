import { PIECE_BYTES_MOST } from "#app/domain/photos/photo-limits.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { photoArrival, receivePiece, type PieceAnswer } from "#app/usecases/photos/receive-piece.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { limitedBody } from "#app/web/upload.server.ts";

const STATUS: Readonly<Record<PieceAnswer["state"], number>> = {
  arriving: 200,
  kept: 200,
  "not-announced": 409,
  differs: 409,
  malformed: 400,
  "too-large": 413,
  "no-picture": 415,
  "too-many": 429,
};

/** Seconds after which a phone with too many photographs of one day asks again. */
const LATER_SECONDS = 3600;

function answer(given: PieceAnswer): Response {
  const headers: Record<string, string> = { "Upload-Offset": String(given.offset) };
  if (given.state === "too-many") headers["Retry-After"] = String(LATER_SECONDS);
  return Response.json(given, { status: STATUS[given.state], headers });
}

function digestOf(params: { readonly digest?: string | undefined }): string {
  const digest = params.digest ?? "";
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Response("404", { status: 404 });
  return digest;
}

function workerOf(actor: Actor): string {
  const workerId = actor.kind === "staff" ? actor.workerId : null;
  if (workerId === null) throw new Response("403", { status: 403 });
  return workerId;
}

/** A header of digits alone; -1 for anything else. */
function countOf(request: Request, header: string): number {
  const text = request.headers.get(header) ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}

/** How much of a photograph is there: from here a phone goes on after a broken connection. */
export const loader = guarded({ action: "worker.today", answersApps: true }, async ({ params, context, actor }) =>
  answer(await photoArrival(context, digestOf(params), workerOf(actor))),
);

/** PATCH with the headers Upload-Offset and Upload-Length and one piece as its body. The same piece again changes nothing. */
export const action = guarded(
  { action: "worker.record", answersApps: true },
  async ({ request, params, context, services, actor }) => {
    const [digest, workerId] = [digestOf(params), workerOf(actor)];
    if (request.method !== "PATCH") throw new Response("405", { status: 405, headers: { Allow: "GET, HEAD, PATCH" } });
    const content = await limitedBody(request, PIECE_BYTES_MOST);
    if (content === null) return answer({ state: "too-large", offset: 0 });
    const [offset, total] = [countOf(request, "Upload-Offset"), countOf(request, "Upload-Length")];
    return answer(await receivePiece(context, services, { digest, workerId, offset, total, content }));
  },
);
