/** Everything that decides what one elder may book in a month: entitlement, provider, care workers, what stands around, what is usual. */
import type { Catalogue } from "#app/domain/catalogue/service-subtype.ts";
import { identify, type ElderId, type WorkerId } from "#app/domain/identifiers.ts";
import { judgedOn } from "#app/domain/kiosk/booking-month.ts";
import { placesLeft, standsInMonth } from "#app/domain/kiosk/month-places.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { BookedVisit, PlannableElder } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planningLimitsOf, type PlanningLimits } from "#app/domain/scheduling/planning-limits.ts";
import { instant, instantAt, localDateOf, localTimeOf, plusMinutes } from "#app/domain/time/instant.ts";
import { wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, lastDateOf, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { readBookingSurroundings, readElderMonth, type BookedVisitRow } from "#db/queries/booking-facts.ts";
import { listVisitsOfElder } from "#db/repositories/elder-visits.ts";
import type { ElderWithFacts } from "#db/repositories/elders.ts";
import { listCalendarDays, listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import type { OfferRow, VisitRow } from "#db/repositories/visits.ts";
import type { ContractRow, ProviderRow, WorkerPlanFacts } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { gradeOn } from "../entitlement/elder-facts.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { plannableElder, workersByName } from "../planning/planning-rows.server.ts";

/** Visits of so long ago make a care worker familiar. */
const FAMILIAR_DAYS = 90;

export type BookingFacts = {
  readonly found: ElderWithFacts;
  readonly today: PlainDate;
  readonly month: PlainMonth;
  readonly policy: PolicyVersion;
  readonly catalogue: Catalogue;
  readonly calendar: WorkCalendar;
  readonly limits: PlanningLimits;
  readonly grade: number;
  readonly allowed: number;
  readonly left: number;
  /** Why the month is not open to the elder, newest judgement. */
  readonly reasons: readonly { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }[];
  /** Who serves the elder this month; null when nobody was found or the contract has ended. */
  readonly service: { readonly provider: ProviderRow; readonly contract: ContractRow } | null;
  readonly offer: OfferRow | null;
  readonly workers: readonly WorkerPlanFacts[];
  /** The elder's own visits of the month, in order of time. */
  readonly monthVisits: readonly VisitRow[];
  /** Visits and held times of the elder and the workers. */
  readonly around: readonly BookedVisit[];
  /** What the elder usually gets on a visit. */
  readonly usual: readonly string[];
  /** The last of the month's visits that stand, of a month without any the last of the month before; null when neither has one. */
  readonly lastVisit: VisitRow | null;
  readonly elder: PlannableElder;
};

function asBooked(row: BookedVisitRow): BookedVisit {
  const start = localTimeOf(instant(row.plannedStart));
  return {
    elderId: identify<ElderId>(row.elderId),
    date: start.date,
    startMinute: start.minute,
    durationMinutes: wholeMinutesBetween(instant(row.plannedStart), instant(row.plannedEnd)),
    workerIds: row.workerIds.map((id) => identify<WorkerId>(id)),
    home: { latitude: row.latitude, longitude: row.longitude },
    sequence: null,
  };
}

/** Visits of the neighbouring days stand in the way of a visit too: of the least gap, and of a week's working time. */
const DAYS_AROUND = 8;

async function loadSurroundings(unit: Unit, { elderId, month, providerId, except }: SurroundingsAsked) {
  const from = instantAt(addDays(firstDateOf(month), -DAYS_AROUND), 0);
  const to = instantAt(addDays(lastDateOf(month), DAYS_AROUND), 0);
  const { workers, visits, held } = await readBookingSurroundings(unit, { elderId, providerId, from, to });
  return { workers, around: [...visits.filter((row) => row.id !== except), ...held].map(asBooked) };
}

type SurroundingsAsked = {
  readonly elderId: string;
  readonly month: PlainMonth;
  readonly providerId: string | null;
  readonly except: string | null;
};

export type BookingQuestion = {
  readonly elderId: string;
  /** Nobody else may book for this elder until the unit ends. */
  readonly lock?: boolean;
  /** A visit that is being moved: it does not stand in its own way. */
  readonly except?: string | null;
  /** The running month when left out. */
  readonly month?: PlainMonth | null;
};

async function lastStanding(unit: Unit, elderId: string, month: PlainMonth, visits: readonly VisitRow[]) {
  const own = visits.filter(standsInMonth).at(-1);
  if (own !== undefined) return own;
  return (await listVisitsOfElder(unit, elderId, addMonths(month, -1))).filter(standsInMonth).at(-1) ?? null;
}

/** Refuses "not-found" for an elder outside the scope. */
export async function loadBookingFacts(unit: Unit, question: BookingQuestion): Promise<BookingFacts> {
  const { elderId, lock = false, except = null } = question;
  const today = localDateOf(unit.now);
  const month = question.month ?? monthOf(today);
  const on = judgedOn(month, today);
  const familiarSince = plusMinutes(unit.now, -FAMILIAR_DAYS * 24 * 60);
  const known = await readElderMonth(unit, { elderId, month, familiarSince, lock });
  if (known === null) throw new Refusal("not-found");
  const { found, eligibility, entitlement, service, offer, visits: monthVisits, familiar } = known;
  const providerId = service?.provider.id ?? null;
  const { workers, around } = await loadSurroundings(unit, { elderId, month, providerId, except });
  const policy = policyInForce(await listPolicyVersions(unit), on);
  const catalogue = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype]));
  const standing = monthVisits.filter(standsInMonth);
  const allowed = entitlement?.visitsAllowed ?? 0;
  const lastVisit = await lastStanding(unit, elderId, month, monthVisits);
  return {
    ...{ found, today, month, policy, catalogue, allowed, service, offer, workers, monthVisits, around },
    calendar: new WorkCalendar(await listCalendarDays(unit)),
    limits: planningLimitsOf(policy.parameters),
    grade: gradeOn(found, on) ?? 1,
    left: placesLeft({
      allowed,
      reservedOrUsed: (entitlement?.visitsReserved ?? 0) + (entitlement?.visitsUsed ?? 0),
      standing: standing.length,
    }),
    reasons: (eligibility?.reasons ?? []) as BookingFacts["reasons"],
    usual: lastVisit?.subtypes ?? found.elder.subtypes,
    lastVisit,
    elder: plannableElder(found, {
      ...{ month, catalogue, providerId, visitsWanted: allowed, policy },
      workersByName: workersByName(workers),
      before: {
        previous: null,
        familiar: familiar.map(({ workerId, visits }) => ({ workerId: identify<WorkerId>(workerId), visits })),
        visitsBefore: [],
      },
    }),
  };
}
