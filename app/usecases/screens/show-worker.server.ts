/** What the care worker's pages show: the next days, one visit, the own record of 30 days. Address and telephone only near the visit. */
import { maskName } from "#app/domain/access/masking.ts";
import type { StaffActor } from "#app/domain/access/actor.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, instantAt, isoText, localDateOf, localTimeOf } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { shownVisit, type ShownVisit } from "#app/domain/visits/phone-visit.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listWorkerFindings, listWorkerVisits } from "#db/queries/worker-visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { giveWorkerDay, giveWorkerVisit } from "./give-worker-day.server.ts";

const RECORD_DAYS = 30;

type Row = Awaited<ReturnType<typeof listWorkerVisits>>[number];

function clockRange(visit: Row["visit"]): string {
  const [start, end] = [instant(visit.plannedStart), instant(visit.plannedEnd)];
  return `${clockText(localTimeOf(start).minute)}–${clockText(localTimeOf(end).minute)}`;
}

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

/** Own visits of the last 30 days that came to anything, newest first, with what the rules said. */
export async function showWorkerRecord(context: Context) {
  const today = localDateOf(context.now);
  const span = { from: instantAt(addDays(today, -RECORD_DAYS), 0), to: instantAt(addDays(today, 1), 0) };
  return inTransaction(context, async (unit) => {
    const rows = (await listWorkerVisits(unit, span)).filter(
      ({ visit }) =>
        visit.minutes !== null || visit.deliveryState === "missed" || visit.deliveryState === "in_progress",
    );
    const ids = rows.map(({ visit }) => visit.id);
    const findings = (await listWorkerFindings(unit, ids)).filter((one) => one.level !== "info");
    return rows.reverse().map(({ visit, elder }) => ({
      visitNo: visit.visitNo,
      plannedStart: isoText(instant(visit.plannedStart)),
      clock: clockRange(visit),
      name: maskName(elder.name),
      minutes: visit.minutes,
      deliveryState: visit.deliveryState,
      approvalState: visit.approvalState,
      strength: visit.strength,
      findings: findings
        .filter((one) => one.visitId === visit.id)
        .map(({ id, ruleCode, level, state, facts, contest }) => ({
          id,
          ruleCode,
          level,
          state,
          contest,
          facts: facts as Record<string, string | number | boolean | null>,
        })),
    }));
  });
}
