/** 我的额度: what is left of the month, what a visit costs and who pays it, and why; for who gets nothing now, why not. */
import { lastValidDay, newestAssessment } from "#app/domain/assessment/assessment-validity.ts";
import { maskName } from "#app/domain/access/masking.ts";
import { monthShare, whyAllowed, type MonthShare, type WhyAllowed } from "#app/domain/kiosk/allowance.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { listOpenDebtsOfElder } from "#db/repositories/elder-visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { elderFactsOf } from "../entitlement/elder-facts.ts";
import { loadBookingFacts, type BookingFacts } from "./booking-facts.server.ts";
import { stillToBook } from "./booking-months.server.ts";
import { costOfMonthVisit } from "./show-booking.server.ts";

/** Benefits of the district that may be named beside a bystander; any other stays unsaid. */
const NAMED_BENEFITS = ["family_bed", "consumption_subsidy"] as const;
export type NamedBenefit = (typeof NAMED_BENEFITS)[number];

function benefitsOf({ found, today }: BookingFacts): NamedBenefit[] {
  const drawn = found.benefits.filter(
    ({ fromOn, toOn }) => (fromOn === null || fromOn <= today) && (toOn === null || toOn >= today),
  );
  return NAMED_BENEFITS.filter((named) => drawn.some(({ benefit }) => benefit === named));
}

function assessmentOf({ found, today, policy }: BookingFacts) {
  const newest = newestAssessment(elderFactsOf(found).assessments, today);
  if (newest === null) return null;
  return {
    on: plainDate(newest.assessedOn),
    until: lastValidDay(newest, policy.parameters.assessment_valid_months),
  };
}

async function shareOf(unit: Unit, facts: BookingFacts): Promise<MonthShare> {
  const { allowed, left, monthVisits, month, found } = facts;
  const openDebts = (await listOpenDebtsOfElder(unit, found.elder.id, month)).length;
  return monthShare({ allowed, reservedOrUsed: allowed - left, visits: monthVisits, openDebts });
}

export type Why =
  WhyAllowed | { readonly code: "closed"; readonly reason: string; readonly facts: Readonly<Record<string, unknown>> };

/** Every reason against, in the order of the judgement; the screen leaves out those that are not for bystanders. */
function whyNot({ reasons }: BookingFacts): Why[] {
  return reasons.map(({ code, facts }) => ({ code: "closed", reason: code, facts }));
}

/** Refuses "not-found" for an elder outside the scope. */
export async function showAllowance(context: Context, elderId: string) {
  return inTransaction(context, async (unit) => {
    const facts = await loadBookingFacts(unit, { elderId });
    const { allowed, left, policy } = facts;
    const share = await shareOf(unit, facts);
    const cost = await costOfMonthVisit(unit, facts);
    const { visits_per_month: visitsPerMonth, visit_min_minutes: minMinutes } = policy.parameters;
    const why: Why[] =
      allowed === 0
        ? whyNot(facts)
        : whyAllowed({ visitsPerMonth, minMinutes, assessment: assessmentOf(facts), share, cost });
    return {
      name: maskName(facts.found.elder.name),
      isOpen: allowed > 0,
      left,
      stillToBook: await stillToBook(unit, facts),
      share,
      cost,
      benefits: benefitsOf(facts),
      why,
      /** The document of the district that says the rules, and whether the district has confirmed it. */
      source: policy.sourceDocument,
    };
  });
}
