/** Read model of one visit: the visit, who served, its findings, what was said against them, and its events in the order the device recorded them. */
import { and, asc, eq } from "drizzle-orm";
import { listObjections } from "../repositories/findings.ts";
import { findTeam } from "../repositories/who-served.ts";
import { visitInScope } from "../repositories/visits.ts";
import { elder } from "../schema/elder.ts";
import { finding } from "../schema/finding.ts";
import { visitEvent } from "../schema/visit-event.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

/** @returns null when there is no such visit in the scope */
export async function readVisitFile(unit: Unit, visitNo: string) {
  const [found] = await unit.orm
    .select({
      visit,
      elderNo: elder.elderNo,
      elderName: elder.name,
      provider: provider.name,
      home: { latitude: elder.latitude, longitude: elder.longitude },
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(and(eq(visit.visitNo, visitNo), visitInScope(unit)));
  if (!found) return null;
  const findings = await unit.orm
    .select()
    .from(finding)
    .where(eq(finding.visitId, found.visit.id))
    .orderBy(asc(finding.ruleCode));
  const events = await unit.orm
    .select()
    .from(visitEvent)
    .where(eq(visitEvent.visitId, found.visit.id))
    .orderBy(asc(visitEvent.deviceTime), asc(visitEvent.deviceSeq));
  const objections = await listObjections(unit, [found.visit.id]);
  return { ...found, findings, objections, events, team: await findTeam(unit, found.visit.id) };
}

export type VisitFile = NonNullable<Awaited<ReturnType<typeof readVisitFile>>>;
