/** The two addresses that a care worker's phone asks by itself. What came of a request is a value: nothing here throws. */
import type { SyncRequest, SyncResponse, WorkerDay } from "#app/domain/visits/sync-message.ts";
import type { PostOutcome } from "./send-events.client.ts";

/** A network that lets a request hang is none. */
const PATIENCE_MS = 20_000;

export type DayOutcome =
  | {
      readonly kind: "day";
      readonly day: WorkerDay;
      /** By the phone's clock, before the request left. */
      readonly askedMs: number;
      /** Server clock minus phone clock, by the middle of the way. */
      readonly offsetMs: number;
    }
  | { readonly kind: "no-answer" }
  | { readonly kind: "signed-out" };

type Answered = { readonly response: Response; readonly askedMs: number; readonly gotMs: number };

async function ask(address: string, init: RequestInit): Promise<Answered | null> {
  const askedMs = Date.now();
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(address, { ...init, signal, cache: "no-store", redirect: "manual" });
    return { response, askedMs, gotMs: Date.now() };
  } catch {
    return null;
  }
}

/** A body that is no JSON comes from something between the phone and the server. */
async function read<Body>({ response }: Answered, isBody: (body: Body) => boolean): Promise<Body | null> {
  try {
    const body = (await response.json()) as Body;
    return isBody(body) ? body : null;
  } catch {
    return null;
  }
}

/** Answers of a server that is busy: the same batch may pass a moment later. */
const PASSING = [408, 425, 429];

const isNoRight = (status: number) => status === 401 || status === 403;

export async function fetchDay(): Promise<DayOutcome> {
  const answered = await ask("/worker/day", {});
  if (answered === null) return { kind: "no-answer" };
  if (isNoRight(answered.response.status)) return { kind: "signed-out" };
  if (!answered.response.ok) return { kind: "no-answer" };
  const day = await read<WorkerDay>(answered, (body) => Array.isArray(body.visits) && Number.isFinite(body.serverMs));
  if (day === null) return { kind: "no-answer" };
  const { askedMs, gotMs } = answered;
  return { kind: "day", day, askedMs, offsetMs: Math.round(day.serverMs - (askedMs + gotMs) / 2) };
}

export async function postBatch(request: SyncRequest): Promise<PostOutcome> {
  const answered = await ask("/worker/sync", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  if (answered === null) return { kind: "no-answer" };
  const { status, ok } = answered.response;
  if (isNoRight(status)) return { kind: "signed-out" };
  if (status === 413) return { kind: "too-long" };
  const isRefused = status >= 400 && status < 500 && !PASSING.includes(status);
  if (!ok) return isRefused ? { kind: "refused", status } : { kind: "no-answer" };
  const response = await read<SyncResponse>(answered, (body) => Array.isArray(body.answers));
  return response === null ? { kind: "no-answer" } : { kind: "answered", response };
}
