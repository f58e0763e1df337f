/**
 * Read model of what rules that only warn would have refused (visit rules 5.2): standing findings of that kind by rule and provider, in
 * the scope. "Would be refused" are visits that are verified today and that the finding alone would keep from counting.
 */
import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { HOLDING_EFFECTS } from "#app/domain/verification/rule-definition.ts";
import { visitInScope } from "../repositories/visits.ts";
import { finding } from "../schema/finding.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

const COUNTED = ["verified", "locked"];

const holds = sql`(${finding.effect} in ${[...HOLDING_EFFECTS]} or (${finding.effect} = 'subtype_void' and ${finding.facts} ->> 'visit_void' = 'true'))`;
const counted = sql`${visit.approvalState} in ${COUNTED}`;

/** Of the month and the scope, from rules that only warned. */
const warned = (unit: Unit, month: PlainMonth) =>
  and(
    eq(visit.serviceMonth, firstDateOf(month)),
    visitInScope(unit),
    eq(finding.wouldHave, true),
    inArray(finding.state, ["open", "upheld"]),
  );

/** One row a rule and provider, by rule code and provider name. A visit is in one row of each rule at most. */
export async function listWouldBeRefused(unit: Unit, month: PlainMonth) {
  return unit.orm
    .select({
      ruleCode: finding.ruleCode,
      providerId: provider.id,
      provider: provider.name,
      questioned: count(),
      refused: sql<number>`count(*) filter (where ${holds} and ${counted})::int`,
      refusedFen: sql<string>`coalesce(sum(${visit.plannedFen}) filter (where ${holds} and ${counted}), 0)::text`,
    })
    .from(finding)
    .innerJoin(visit, eq(visit.id, finding.visitId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(warned(unit, month))
    .groupBy(finding.ruleCode, provider.id, provider.name)
    .orderBy(asc(finding.ruleCode), asc(provider.name));
}

/** Visits of the month that count today, and those of them that at least one warning rule would have refused; each visit once. */
export async function sumWouldBeRefused(unit: Unit, month: PlainMonth) {
  const [total] = await unit.orm
    .select({ visits: count(), fen: sql<string>`coalesce(sum(${visit.plannedFen}), 0)::text` })
    .from(visit)
    .where(and(eq(visit.serviceMonth, firstDateOf(month)), visitInScope(unit), inArray(visit.approvalState, COUNTED)));
  const touched = unit.orm
    .selectDistinct({ id: visit.id, fen: visit.plannedFen })
    .from(finding)
    .innerJoin(visit, eq(visit.id, finding.visitId))
    .where(and(warned(unit, month), holds, counted))
    .as("touched");
  const [refused] = await unit.orm
    .select({ visits: count(), fen: sql<string>`coalesce(sum(${touched.fen}), 0)::text` })
    .from(touched);
  return {
    counted: { visits: total?.visits ?? 0, fen: total?.fen ?? "0" },
    refused: { visits: refused?.visits ?? 0, fen: refused?.fen ?? "0" },
  };
}
