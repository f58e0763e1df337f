/**
 * The subsidy clock of a month: each bed's days in service, suspended and offline from events alone, what they come to, and the approval by a
 * second person that posts them. Computing again from the same facts finds the same line and adds nothing.
 */
import { serviceJournal } from "#app/domain/family-beds/bed-journals.ts";
import { bedMonth, bedMonthText, type BedMonth } from "#app/domain/family-beds/subsidy-clock.ts";
import { fen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, lastDateOf, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  insertServiceMonth,
  listMonthOfBeds,
  listServiceMonths,
  updateServiceMonth,
} from "#db/repositories/bed-money.ts";
import type { FamilyBedRow } from "#db/repositories/family-beds.ts";
import { listBedsInService } from "#db/queries/bed-overview.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { listProviders, type ProviderRow } from "#db/repositories/workforce.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { lockOpenPeriod } from "../reconciliation/open-period.server.ts";
import { postJournals } from "../reconciliation/post-journals.server.ts";
import { BED_FUND, readBedRules } from "./bed-policy.server.ts";
import { readBedRecord } from "./bed-record.server.ts";
import { clockFactsOf } from "./clock-facts.server.ts";

type Computed = { readonly row: FamilyBedRow; readonly providerId: string; readonly line: BedMonth };

async function storeLine(
  unit: Unit,
  { row, providerId, line }: Computed,
  terms: { readonly month: PlainMonth; readonly policyVersion: string; readonly actor: string },
): Promise<"same" | "computed" | "approved"> {
  const digest = sha256Hex(bedMonthText(row.bedNo, terms.month, line));
  const known = (await listServiceMonths(unit, row.id)).filter((one) => one.month === firstDateOf(terms.month));
  const last = known[0];
  if (last?.state === "approved") return last.digest === digest ? "same" : "approved";
  if (last?.state === "computed" && last.digest === digest && last.providerId === providerId) return "same";
  if (last?.state === "computed") await updateServiceMonth(unit, last.id, { state: "superseded" });
  const { days, ...figures } = line;
  await insertServiceMonth(unit, {
    ...{ id: unit.newId(), bedId: row.id, month: firstDateOf(terms.month), version: (last?.version ?? 0) + 1 },
    ...{ providerId, ...figures, days, digest, policyVersion: terms.policyVersion, state: "computed" },
    ...{ computedBy: terms.actor, computedAt: asDate(unit.now) },
  });
  return "computed";
}

/** Which provider a bed is paid to: the one that served it last. Null for a bed whose body is no provider of the district. */
function providerOf(providers: readonly ProviderRow[], creditCode: string | null): string | null {
  return providers.find((one) => one.creditCode === creditCode)?.id ?? null;
}

export type ComputedMonth = {
  readonly beds: number;
  readonly computed: number;
  /** Approved before, and facts that arrived since would give another line. */
  readonly changedSince: readonly string[];
};

/**
 * Computes the month of every bed that was in service in it. Refuses "whole-district-only" and "bed-month-not-over". Lines that were approved
 * stay; those that would come out otherwise today are named.
 */
export async function computeBedMonths(context: Context, month: PlainMonth): Promise<ComputedMonth> {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    if (localDateOf(unit.now) <= lastDateOf(month)) throw new Refusal("bed-month-not-over");
    const policy = (await readBedRules(unit)).policyOn(firstDateOf(month));
    const providers = await listProviders(unit);
    const beds = await listBedsInService(unit);
    const outcomes = { beds: 0, computed: 0, changedSince: [] as string[] };
    for (const { row, providerCode } of beds) {
      const { bed } = await readBedRecord(unit, row);
      const providerId = providerOf(providers, providerCode);
      const line = bedMonth(await clockFactsOf(unit, row, bed), month, fen(BigInt(policy.parameters.bed_month_fen)));
      if (providerId === null || line.inServiceDays + line.suspendedDays === 0) continue;
      outcomes.beds += 1;
      const terms = { month, policyVersion: policy.id, actor: context.actor };
      const stored = await storeLine(unit, { row, providerId, line }, terms);
      if (stored === "computed") outcomes.computed += 1;
      if (stored === "approved") outcomes.changedSince.push(row.bedNo);
    }
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "bed.compute-month",
      subjectType: "month",
      subjectId: month,
      facts: { beds: outcomes.beds, computed: outcomes.computed, changedSince: outcomes.changedSince.length },
    });
    return outcomes;
  });
}

/**
 * Approves every computed line of a month and posts it. Refuses "whole-district-only" and "bed-second-approver" where the person computed one
 * of the lines. @returns how many were approved
 */
export async function approveBedMonths(context: Context, month: PlainMonth): Promise<number> {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const lines = (await listMonthOfBeds(unit, month)).filter(({ row }) => row.state === "computed");
    if (lines.some(({ row }) => row.computedBy === context.actor)) throw new Refusal("bed-second-approver");
    const providers = await listProviders(unit);
    const { period, month: postedMonth } = await lockOpenPeriod(unit);
    const codeOf = new Map(providers.map((one) => [one.id, one.creditCode]));
    const paid = lines.filter(({ row }) => row.amountFen > 0n);
    await postJournals(
      unit,
      paid.map(({ row, bedNo, streetId }) =>
        serviceJournal({
          ...{ bedNo, streetId, fund: BED_FUND, amountFen: fen(row.amountFen), month: postedMonth },
          ...{ providerCode: codeOf.get(row.providerId) ?? "", serviceMonth: monthOfRow(row.month) },
        }),
      ),
      {
        ...{ periodId: period.id, closingRun: null, postedBy: context.actor, visitIds: new Map() },
        providerIds: new Map(providers.map((one) => [one.creditCode, one.id])),
      },
    );
    for (const { row } of lines)
      await updateServiceMonth(unit, row.id, {
        ...{ state: "approved", decidedBy: context.actor, decidedAt: asDate(unit.now) },
        postedMonth: firstDateOf(postedMonth),
      });
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "bed.approve-month",
      subjectType: "month",
      subjectId: month,
      facts: { beds: lines.length, amountFen: lines.reduce((sum, { row }) => sum + row.amountFen, 0n).toString() },
    });
    return lines.length;
  });
}

const monthOfRow = (firstDay: string): PlainMonth => monthOf(firstDay as Parameters<typeof monthOf>[0]);

/** What stands of a month, in the order of the beds' numbers. */
export async function showBedMonths(context: Context, month: PlainMonth) {
  return inReading(context, async (unit) => {
    const names = new Map((await listProviders(unit)).map((one) => [one.id, one.name]));
    return (await listMonthOfBeds(unit, month)).map(({ row, bedNo }) => ({
      ...row,
      bedNo,
      provider: names.get(row.providerId) ?? "",
    }));
  });
}
