/** What the care worker's pages show: the next days and one visit. Address and telephone only near the visit. */
import type { StaffActor } from "#app/domain/access/actor.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { shownVisit, type ShownVisit } from "#app/domain/visits/phone-visit.ts";
import type { CalledOffVisit } from "#app/domain/visits/sync-message.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import type { Context } from "#db/transaction.ts";
import { giveCalledOff, giveWorkerDay, giveWorkerVisit } from "./give-worker-day.server.ts";

type ShownDay = {
  readonly atMs: number;
  readonly visits: readonly ShownVisit[];
  readonly calledOff: readonly CalledOffVisit[];
};

/** The own visits from today on, as the phone shows them. Names and homes that the time does not allow stay on the server. */
export async function showWorkerDay(
  context: Context,
  crypto: CryptoProvider,
  actor: Pick<StaffActor, "workerId" | "displayName">,
): Promise<ShownDay> {
  const { serverMs, visits, calledOff = [] } = await giveWorkerDay(context, crypto, actor);
  return { atMs: serverMs, visits: visits.map((visit) => shownVisit(visit, serverMs)), calledOff };
}

/** Refuses "not-found" for a visit that neither is nor was the worker's own. */
export async function showWorkerVisit(
  context: Context,
  crypto: CryptoProvider,
  visitNo: string,
): Promise<ShownDay & { readonly eventId: string }> {
  const visit = await giveWorkerVisit(context, crypto, visitNo);
  const calledOff = visit === null ? await giveCalledOff(context, visitNo) : null;
  if (visit === null && calledOff === null) throw new Refusal("not-found");
  return {
    atMs: context.now,
    visits: visit === null ? [] : [shownVisit(visit, context.now)],
    calledOff: calledOff === null ? [] : [calledOff],
    eventId: context.newId(),
  };
}
