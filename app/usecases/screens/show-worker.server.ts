/** What the care worker's pages show: the next days and one visit. Address and telephone only near the visit. */
import type { StaffActor } from "#app/domain/access/actor.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { shownVisit, type ShownVisit } from "#app/domain/visits/phone-visit.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import type { Context } from "#db/transaction.ts";
import { giveWorkerDay, giveWorkerVisit } from "./give-worker-day.server.ts";

/** The own visits from today on, as the phone shows them. Names and homes that the time does not allow stay on the server. */
export async function showWorkerDay(
  context: Context,
  crypto: CryptoProvider,
  actor: Pick<StaffActor, "workerId" | "displayName">,
): Promise<{ readonly atMs: number; readonly visits: ShownVisit[] }> {
  const { serverMs, visits } = await giveWorkerDay(context, crypto, actor);
  return { atMs: serverMs, visits: visits.map((visit) => shownVisit(visit, serverMs)) };
}

/** Refuses "not-found" for a visit that is not the worker's own. */
export async function showWorkerVisit(
  context: Context,
  crypto: CryptoProvider,
  visitNo: string,
): Promise<{ readonly atMs: number; readonly visits: ShownVisit[]; readonly eventId: string }> {
  const visit = await giveWorkerVisit(context, crypto, visitNo);
  if (visit === null) throw new Refusal("not-found");
  return { atMs: context.now, visits: [shownVisit(visit, context.now)], eventId: context.newId() };
}
