/** The phone's way to the server for photographs. */
import type { PhotoNetwork, PhotoReply } from "./upload-photo.ts";

/** A piece of 64 KB gets through in this time at a tenth of what the weakest usable network carries; a request that hangs longer is none. */
const PATIENCE_MS = 60_000;

const terms = () => ({
  signal: AbortSignal.timeout(PATIENCE_MS),
  cache: "no-store" as const,
  redirect: "manual" as const,
});

async function reply(asked: Promise<Response>): Promise<PhotoReply> {
  try {
    const response = await asked;
    const read = (await response.json()) as { state?: unknown; offset?: unknown };
    const { state, offset } = read;
    if (typeof state !== "string" || typeof offset !== "number")
      return { status: response.status, state: "", offset: 0 };
    return { status: response.status, state, offset };
  } catch {
    return null;
  }
}

const addressOf = (digest: string) => `/worker/photos/${digest}`;

export const photoNetwork: PhotoNetwork = {
  ask: (digest) => reply(fetch(addressOf(digest), { ...terms(), headers: { Accept: "application/json" } })),
  send: (digest, { offset, total, content }) =>
    reply(
      fetch(addressOf(digest), {
        ...terms(),
        method: "PATCH",
        headers: {
          "Content-Type": "application/offset+octet-stream",
          "Upload-Offset": String(offset),
          "Upload-Length": String(total),
        },
        body: Uint8Array.from(content),
      }),
    ),
};
