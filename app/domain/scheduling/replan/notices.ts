/** Who is told about what: the changes of the visits read from the side of each person. */
import type { WorkerId } from "../../identifiers.ts";
import type { Difference, Notice, NoticeLine, NoticeMatter, Told, VisitChange } from "./replan-result.ts";

const OF_DIFFERENCE: Readonly<Record<Difference, NoticeMatter>> = {
  worker: "other_worker",
  time: "other_time",
  day: "other_day",
};

/** Elders in the order of their visits, then workers, then the provider, who is told of everything. */
export function noticesOf(changes: readonly VisitChange[]): Notice[] {
  if (changes.length === 0) return [];
  const elders = new Map<string, NoticeLine[]>();
  const workers = new Map<WorkerId, NoticeLine[]>();
  const tell = <Key>(book: Map<Key, NoticeLine[]>, key: Key, line: NoticeLine) =>
    book.set(key, [...(book.get(key) ?? []), line]);
  for (const change of changes) {
    tell(elders, change.elderId, lineOf(change, mattersForElder(change)));
    for (const [workerId, matters] of mattersForWorkers(change)) tell(workers, workerId, lineOf(change, matters));
  }
  const notice = (to: Told, lines: readonly NoticeLine[]): Notice => ({ to, lines });
  return [
    ...[...elders.values()].flatMap((lines) =>
      lines[0] ? [notice({ kind: "elder", elderId: lines[0].elderId }, lines)] : [],
    ),
    ...[...workers].map(([workerId, lines]) => notice({ kind: "worker", workerId }, lines)),
    notice(
      { kind: "provider" },
      changes.map((change) => lineOf(change, mattersForElder(change))),
    ),
  ];
}

function lineOf(change: VisitChange, matters: readonly NoticeMatter[]): NoticeLine {
  const { visitKey, elderId, from, why, outcome } = change;
  return { visitKey, elderId, matters, was: from, willBe: outcome.kind === "placed" ? outcome.to : null, why };
}

function mattersForElder({ from, outcome }: VisitChange): NoticeMatter[] {
  if (outcome.kind === "owed") return ["visit_owed"];
  if (outcome.kind === "held") return ["visit_to_settle"];
  return from === null ? ["visit_added"] : outcome.differs.map((difference) => OF_DIFFERENCE[difference]);
}

/** Those who came hear that they do not, those who come now that they do, those who stay when the time is another. */
function mattersForWorkers({ from, outcome }: VisitChange): [WorkerId, NoticeMatter[]][] {
  const before = from?.workerIds ?? [];
  const after = outcome.kind === "placed" ? outcome.to.workerIds : [];
  const gone = before
    .filter((id) => !after.includes(id))
    .map((id): [WorkerId, NoticeMatter[]] => [id, ["visit_taken"]]);
  const added = after
    .filter((id) => !before.includes(id))
    .map((id): [WorkerId, NoticeMatter[]] => [id, ["visit_added"]]);
  const moved = outcome.kind === "placed" ? outcome.differs.filter((one) => one !== "worker") : [];
  const staying = moved.length === 0 ? [] : after.filter((id) => before.includes(id));
  return [
    ...gone,
    ...added,
    ...staying.map((id): [WorkerId, NoticeMatter[]] => [id, moved.map((one) => OF_DIFFERENCE[one])]),
  ];
}
