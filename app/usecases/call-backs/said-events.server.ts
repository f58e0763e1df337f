/** What was said on the telephone or at the door as events of the visits that it was about, and what differs from their record. */
import type { CallAnswers } from "#app/domain/call-backs/questionnaire.ts";
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { callBackDifferences } from "#app/domain/verification/call-back-differences.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { NotReached, SaidOfVisit, VisitEventBody } from "#app/domain/visits/visit-events.ts";
import { listEventsOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import { listVisitsOfElders } from "#db/repositories/visits-beside.ts";
import type { Unit } from "#db/transaction.ts";
import { visitEventOf } from "../visits/stored-events.ts";
import { tellVisits } from "../visits/tell-visits.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

/** The desk that says it; no phone of a care worker. */
const DESK = "hotline";

export type Channel = SaidOfVisit["channel"];

const badgeOf = (answer: CallAnswers["uniformBadge"]) => (answer === "yes" ? true : answer === "no" ? false : null);

/** @param rung keyed digest of the number; null where nobody rang */
export function saidOf(answers: CallAnswers, channel: Channel, rung: string | null): SaidOfVisit {
  return {
    ...(rung === null ? {} : { rung }),
    channel,
    minutes: answers.minutesPerVisit,
    visitsAMonth: answers.visitsAMonth,
    services: answers.services,
    namedOther: answers.otherService !== null,
    badge: badgeOf(answers.uniformBadge),
    dissatisfied: answers.overall === "dissatisfied" && answers.overallConfirmed,
  };
}

function servedOf({ served }: CallAnswers): boolean | null {
  return served === "yes" ? true : served === "no" ? false : null;
}

/** People type numbers into every field; events hold none. */
function detailOf({ served, notServed, suggestions }: CallAnswers): string | null {
  if (served === "no") return notServed;
  return suggestions === null ? null : maskNumbersIn(suggestions);
}

type Body = Extract<VisitEventBody, { kind: "callback_result" }>;

/** Adds one event to each visit and judges those that are not settled. */
async function tell(unit: Unit, actor: string, visits: readonly VisitRow[], body: Body): Promise<void> {
  await tellVisits(unit, actor, visits, { deviceId: DESK, body });
}

/** What the elder's side said, told to each visit. */
export async function tellSaid(
  unit: Unit,
  actor: string,
  visits: readonly VisitRow[],
  {
    answers,
    channel,
    rung,
  }: { readonly answers: CallAnswers; readonly channel: Channel; readonly rung: string | null },
): Promise<void> {
  const said = saidOf(answers, channel, rung);
  await tell(unit, actor, visits, {
    kind: "callback_result",
    served: servedOf(answers),
    detail: detailOf(answers),
    said,
  });
}

export async function tellUnreached(
  unit: Unit,
  actor: string,
  visits: readonly VisitRow[],
  unreached: NotReached,
): Promise<void> {
  await tell(unit, actor, visits, { kind: "callback_result", served: null, detail: null, unreached });
}

/** The elder takes a bad rating back: said of the same visits, with nothing else to say. */
export async function tellWithdrawn(unit: Unit, actor: string, visits: readonly VisitRow[]): Promise<void> {
  const said: SaidOfVisit = {
    ...{ channel: "call", minutes: null, visitsAMonth: null, services: [], namedOther: false, badge: null },
    dissatisfied: false,
  };
  await tell(unit, actor, visits, { kind: "callback_result", served: null, detail: "withdrawn", said });
}

/** Whether the answers differ from the record of any of the visits, also of settled ones, which no rule judges again. */
export async function differsFromRecord(
  unit: Unit,
  visits: readonly VisitRow[],
  { answers, policy }: { readonly answers: CallAnswers; readonly policy: PolicyVersion },
): Promise<boolean> {
  const [first] = visits;
  if (answers.served !== "yes" || first === undefined) return false;
  const month = monthOf(plainDate(first.serviceMonth));
  const ofMonth = await listVisitsOfElders(unit, month, [first.elderId]);
  const visitsInMonth = ofMonth.filter(({ deliveryState }) => deliveryState === "done").length;
  const events = groupBy(
    await listEventsOfVisits(
      unit,
      visits.map(({ id }) => id),
    ),
    (row) => row.visitId,
  );
  const said = saidOf(answers, "call", null);
  return visits.some(({ id }) => {
    const { subtypesDone } = foldEvents((events.get(id) ?? []).map(visitEventOf));
    return callBackDifferences(said, { subtypesDone, visitsInMonth }, policy.parameters).length > 0;
  });
}
