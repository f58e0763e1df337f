/**
 * What the elders of a month will need and what the care workers can give, by street and subtype. The elders are those who would be
 * entitled by today's facts; nothing is stored. Capacity is shared by the whole district, so it is reckoned for all of it, and the
 * streets of the scope are shown: sums, no persons.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { monthlyEntitlement } from "#app/domain/entitlement/monthly-entitlement.ts";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { forecastCapacity } from "#app/domain/scheduling/forecast/capacity-forecast.ts";
import {
  FORECAST_UTILISATION_SHARE,
  type ForecastElder,
  type ForecastProvider,
} from "#app/domain/scheduling/forecast/forecast-input.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { listCalendarDays, listPolicyVersions, listStreets, listSubtypes } from "#db/repositories/reference.ts";
import { listContracts, listProviders, listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inReading, insideScope, type Context, type Unit } from "#db/transaction.ts";
import { elderFactsOf } from "../entitlement/elder-facts.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { plannableWorker, subtypeNeeds } from "../planning/planning-rows.server.ts";

async function loadProviders(unit: Unit): Promise<ForecastProvider[]> {
  const contracts = await listContracts(unit);
  const active = (await listProviders(unit)).filter(({ state }) => state === "active");
  return active.map(({ id }) => ({
    id: identify<ProviderId>(id),
    contracts: contracts
      .filter(({ providerId }) => providerId === id)
      .map((contract) => ({
        from: plainDate(contract.fromOn),
        to: plainDate(contract.toOn),
        streets: contract.coversAllStreets ? "all" : contract.streetIds,
        subtypes: contract.coversAllSubtypes ? "all" : contract.subtypes,
      })),
  }));
}

async function loadForecast(unit: Unit, month: PlainMonth) {
  const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const subtypes = await listSubtypes(unit, CATALOGUE_IN_FORCE);
  const catalogue = new Map(subtypes.map((subtype) => [subtype.code, subtype]));
  const elders = (await listEldersWithFacts(unit)).flatMap((found): ForecastElder[] => {
    const { visitsAllowed } = monthlyEntitlement(elderFactsOf(found), month, policy);
    if (visitsAllowed === 0) return [];
    return [{ streetId: found.elder.streetId, subtypes: subtypeNeeds(found, month, catalogue), visits: visitsAllowed }];
  });
  const providers = await loadProviders(unit);
  const active = new Set<string>(providers.map(({ id }) => id));
  const forecast = forecastCapacity({
    month,
    elders,
    providers,
    workers: (await listWorkersWithFacts(unit)).map(plannableWorker).filter(({ providerId }) => active.has(providerId)),
    calendar: new WorkCalendar(await listCalendarDays(unit)),
    limits: planningLimitsOf(policy.parameters),
    utilisationShare: FORECAST_UTILISATION_SHARE,
  });
  return { forecast, subtypes, elders: elders.length, streets: await listStreets(unit) };
}

/** Refuses "no-policy-in-force" for a month before the first policy. */
export async function showForecast(context: Context, month: PlainMonth) {
  const { forecast, subtypes, elders, streets } = await inReading(context, (unit) =>
    loadForecast(insideScope(unit, WHOLE_DISTRICT), month),
  );
  const own = context.scope.streets;
  const nameOf = new Map(streets.map((street) => [street.id, { "zh-CN": street.nameZh, en: street.nameEn }]));
  const subtypeOf = new Map(subtypes.map(({ code, nameZh, nameEn }) => [code, { "zh-CN": nameZh, en: nameEn }]));
  const shown = (streetId: number) => own === "all" || own.some((id) => id === streetId);
  const unknown = (text: string) => ({ "zh-CN": text, en: text });
  return {
    elders,
    utilisationShare: FORECAST_UTILISATION_SHARE,
    visits: forecast.visits,
    neededMinutes: forecast.neededMinutes,
    availableMinutes: forecast.availableMinutes,
    shortMinutes: forecast.shortMinutes,
    qualifications: forecast.qualifications.map(({ groups, neededMinutes, shortMinutes, streetIds }) => ({
      groups: groups.map((group) => [...group]),
      neededMinutes,
      shortMinutes,
      streets: streetIds.map((id) => nameOf.get(id) ?? unknown(String(id))),
    })),
    rows: forecast.rows
      .filter(({ streetId }) => shown(streetId))
      .map((row) => ({
        ...row,
        street: nameOf.get(row.streetId) ?? unknown(String(row.streetId)),
        subtypeName: subtypeOf.get(row.subtype) ?? unknown(row.subtype),
      })),
  };
}
