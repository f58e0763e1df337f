/**
 * The live page of an elder on a family's phone: it looks by itself every few seconds, because a check-in announces nothing, and ends when
 * the session or the link does.
 */
import { showFamilyVersion } from "#app/usecases/family/show-family-home.server.ts";
import { familyActorOf, familyTokenOf } from "./family-cookies.server.ts";
import { familyElderOf } from "./family-elder.server.ts";
import type { Guarded } from "./guard.server.ts";
import { liveStream } from "./live-stream.server.ts";
import { contextFor } from "./services.server.ts";

export async function liveFamily(given: Guarded): Promise<Response> {
  const { request, actor } = given;
  const version = async () => {
    const { context, elderId } = await familyElderOf({ ...given, context: contextFor(actor) }, null);
    return showFamilyVersion({ context, elderId });
  };
  // Whose link has ended is refused with an answer of its own, before a stream could only break off.
  await version();
  return liveStream(request, {
    version,
    subscribe: () => () => undefined,
    mayGoOn: async () => (await familyActorOf(request)).kind === "family",
    holder: `family ${(await familyTokenOf(request)) ?? ""}`,
    heartbeatMs: 4_000,
    settleMs: 100,
    retryMs: 3000,
  });
}
