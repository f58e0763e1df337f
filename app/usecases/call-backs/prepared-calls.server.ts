/** Persons to be called as rows: in turn over the operators, deaths that are known left out, numbers that cannot exist closed at once. */
import { asDate } from "#app/domain/time/instant.ts";
import type { NewCallBackRow, NewCallBackVisitRow } from "#db/repositories/call-backs.ts";
import type { Unit } from "#db/transaction.ts";
import { loadCallees, type Callee, type Dialling } from "./dial-number.server.ts";

export type WantedCall = {
  readonly elderId: string;
  readonly streetId: number;
  readonly providerId: string;
  readonly visits: readonly { readonly visitId: string; readonly reasons: readonly string[] }[];
  readonly firstCallId?: string;
  readonly replacesId?: string;
};

export type CallPlan = Dialling & {
  readonly batchId: string;
  readonly firstPosition: number;
  readonly operators: readonly string[];
  readonly actor: string;
};

/** Why nobody calls an elder whose death the district knows. */
export const KNOWN_DEATH = "known-death";

function standingOf(unit: Unit, callee: Callee | undefined, actor: string) {
  const closed = { closedAt: asDate(unit.now), closedBy: actor };
  if (callee !== undefined && callee.elder.deathOn !== null)
    return { state: "excluded", excludedFor: KNOWN_DEATH, ...closed } as const;
  if (callee?.dial == null) return { state: "closed", connection: "wrong_information", ...closed } as const;
  return { state: "open" } as const;
}

export async function preparedCalls(
  unit: Unit,
  wanted: readonly WantedCall[],
  plan: CallPlan,
): Promise<{ readonly calls: NewCallBackRow[]; readonly visits: NewCallBackVisitRow[] }> {
  const callees = await loadCallees(
    unit,
    wanted.map(({ elderId }) => elderId),
    plan,
  );
  let turn = 0;
  const placed = wanted.map(({ visits, ...call }, index) => {
    const standing = standingOf(unit, callees.get(call.elderId), plan.actor);
    const isOpen = standing.state === "open" && plan.operators.length > 0;
    const assignedTo = isOpen ? (plan.operators[turn++ % plan.operators.length] ?? null) : null;
    const row = { ...call, ...standing, id: unit.newId(), batchId: plan.batchId, position: plan.firstPosition + index };
    return { row: { ...row, assignedTo }, visits };
  });
  return {
    calls: placed.map(({ row }) => row),
    visits: placed.flatMap(({ row, visits }) =>
      visits.map(({ visitId, reasons }) => ({ callBackId: row.id, visitId, reasons: [...reasons] })),
    ),
  };
}
