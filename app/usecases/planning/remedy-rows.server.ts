/** Stored remedies of debts as screens show them: names in place of ids, masked where they are of persons. */
import { maskName } from "#app/domain/access/masking.ts";
import { isAddedWorker, type Remedy, type RemedyChange } from "#app/domain/scheduling/month-plan/debt-remedy.ts";
import { readRemedyNames } from "#db/queries/remedy-names.ts";
import type { Unit } from "#db/transaction.ts";
import type { RemedyFacts } from "./month-remedies.server.ts";

/** The most remedies that a list shows; the number of the others is told. */
const SHOWN_REMEDIES = 3;

export type RemedyRow = {
  readonly change: RemedyChange;
  /** Whom the change names: the care worker to accept or the other provider. */
  readonly name: string | null;
  readonly visits: number;
  readonly first: { readonly date: Remedy["visits"][number]["date"]; readonly startMinute: number };
  /** Who would come first, without those whom the change adds. */
  readonly workers: readonly string[];
};

/** Null for a debt that arose after planning, and for one that was stored before remedies were computed. */
export type DebtHelp = {
  readonly owed: number;
  readonly remedies: readonly RemedyRow[];
  readonly more: number;
  readonly tried: readonly string[];
} | null;

function storedRemedies(facts: unknown): RemedyFacts | null {
  return typeof facts === "object" && facts !== null && "remedies" in facts ? (facts as RemedyFacts) : null;
}

/** @returns how to read the facts of these debts; names are read once for all */
export async function debtHelps(unit: Unit, debts: readonly { readonly facts: unknown }[]) {
  const shown = debts.flatMap(({ facts }) => storedRemedies(facts)?.remedies.slice(0, SHOWN_REMEDIES) ?? []);
  const changes = shown.map(({ change }) => change);
  const accepted = changes.flatMap((change) => (change.kind === "accept_worker" ? [change.workerId] : []));
  const comers = shown.flatMap(({ visits }) => visits[0]?.workerIds ?? []).filter((id) => !isAddedWorker(id));
  const names = await readRemedyNames(unit, {
    workers: [...new Set([...accepted, ...comers])],
    providers: [...new Set(changes.flatMap((change) => (change.kind === "other_provider" ? [change.providerId] : [])))],
  });
  const workerName = (id: string) => maskName(names.workers.get(id) ?? "—");
  const nameIn = (change: RemedyChange) => {
    if (change.kind === "accept_worker") return workerName(change.workerId);
    return change.kind === "other_provider" ? (names.providers.get(change.providerId) ?? "—") : null;
  };
  const rowOf = ({ change, visits }: Remedy): RemedyRow[] => {
    const [first] = visits;
    if (!first) return [];
    const workers = first.workerIds.filter((id) => !isAddedWorker(id)).map(workerName);
    const { date, startMinute } = first;
    return [{ change, name: nameIn(change), visits: visits.length, first: { date, startMinute }, workers }];
  };
  return (facts: unknown): DebtHelp => {
    const stored = storedRemedies(facts);
    if (!stored) return null;
    return {
      owed: stored.owed,
      remedies: stored.remedies.slice(0, SHOWN_REMEDIES).flatMap(rowOf),
      more: Math.max(0, stored.remedies.length - SHOWN_REMEDIES),
      tried: stored.tried,
    };
  };
}
