/** What a bed waits for: who owes the next step in each state, and until when. Days are a policy parameter (working days), assumed. */
import type { PolicyParameters } from "../policy/policy-parameters.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { addMonthsToDate } from "../time/plain-date.ts";
import type { WorkCalendar } from "../time/work-calendar.ts";
import type { BedParty, BedState, BedStepKind } from "./lifecycle.ts";

type Owed = { readonly party: BedParty; readonly step: BedStepKind };

const OWED: Readonly<Partial<Record<BedState, Owed>>> = {
  applied: { party: "street", step: "pass_street" },
  returned: { party: "elder", step: "resubmit" },
  street_reviewed: { party: "assessor", step: "assess" },
  assessed: { party: "district", step: "approve" },
  waiting: { party: "district", step: "approve" },
  district_approved: { party: "street", step: "publish" },
  in_publicity: { party: "street", step: "clear_publicity" },
  publicised: { party: "survey", step: "survey" },
  surveyed: { party: "survey", step: "plan" },
  planned: { party: "street", step: "contract" },
  contracted: { party: "works", step: "start_works" },
  building: { party: "works", step: "report_works" },
  in_acceptance: { party: "acceptance", step: "accept" },
  accepted: { party: "provider", step: "start_service" },
  suspended: { party: "street", step: "resume" },
  exit_pending: { party: "district", step: "exit" },
  exited: { party: "district", step: "close" },
};

/** Who owes what in a state; null where nobody owes anything. */
export function owedIn(state: BedState): Owed | null {
  return OWED[state] ?? null;
}

/** The organisations of a bed, by the party whose steps they take. */
const BODY_OF_PARTY = {
  assessor: "assessment",
  survey: "survey",
  works: "works",
  acceptance: "acceptance",
  provider: "provider",
} as const satisfies Partial<Record<BedParty, string>>;

export type OwedByBody = {
  readonly role: (typeof BODY_OF_PARTY)[keyof typeof BODY_OF_PARTY];
  readonly step: BedStepKind;
};

/** The task of an organisation in a state; null where an office or the elder owes the next step, or nobody does. */
export function owedByBody(state: BedState): OwedByBody | null {
  const owed = owedIn(state);
  const role = owed === null ? undefined : (BODY_OF_PARTY as Partial<Record<BedParty, OwedByBody["role"]>>)[owed.party];
  return owed === null || role === undefined ? null : { role, step: owed.step };
}

type DuePolicy = Pick<PolicyParameters, "bed_step_days" | "suspension_max_months">;

/**
 * Until when the step that follows a state is owed: working days after the day on which the state began; a publicity's after its own last
 * day. A suspension is looked at again on the day on which service was expected to go on, at the latest after `suspension_max_months`: a bed
 * that nobody asks about would otherwise stay suspended for months. Null where nobody owes a step by a day, such as on the waiting list.
 * @param until last day of the publicity, or the day on which a suspended bed's service was expected to go on
 */
export function dueAfter(
  state: BedState,
  since: PlainDate,
  policy: DuePolicy,
  { calendar, until = null }: { readonly calendar: WorkCalendar; readonly until?: PlainDate | null },
): PlainDate | null {
  if (OWED[state] === undefined) return null;
  if (state === "suspended") {
    const latest = addMonthsToDate(since, policy.suspension_max_months);
    return until !== null && until < latest ? until : latest;
  }
  const days = policy.bed_step_days[state];
  if (days === undefined) return null;
  return calendar.addWorkingDays(state === "in_publicity" && until !== null ? until : since, days);
}
