/** One bed's file (一床一档): where it stands, what can be done, who does what for it, plans, papers, devices, visits and money. */
import type { ActorRole } from "#app/domain/access/actor.ts";
import { maskName } from "#app/domain/access/masking.ts";
import { mayTake } from "#app/domain/family-beds/acting.ts";
import { missingItemPhotos } from "#app/domain/family-beds/documents.ts";
import { owedIn } from "#app/domain/family-beds/due-work.ts";
import { BED_STEP_RULES, stepsFrom } from "#app/domain/family-beds/lifecycle.ts";
import { isOverdue } from "#app/domain/family-beds/progress.ts";
import { planChanges } from "#app/domain/family-beds/retrofit-budget.ts";
import { fen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { readBedHead } from "#db/queries/bed-overview.ts";
import { listBedAlerts, listBedDevices, listBedVisits } from "#db/queries/bed-file.ts";
import {
  listBedPlans,
  listRetrofitLines,
  listRetrofitSubsidies,
  listServiceMonths,
} from "#db/repositories/bed-money.ts";
import { listBedBodies, listBedDocuments, listBedEvents } from "#db/repositories/family-beds.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { readBedPapers } from "./bed-papers.server.ts";
import { readBedRules } from "./bed-policy.server.ts";
import { readBedRecord, type BedRecord } from "./bed-record.server.ts";
import { checkBedDevices } from "./check-devices.server.ts";

const at = (moment: Date) => isoText(instant(moment));

/** Steps that this role may take now, each with the papers that it still misses. */
async function possibleSteps(unit: Unit, { row, bed }: BedRecord, role: ActorRole) {
  const { filed, missingFor } = await readBedPapers(unit, row.id);
  const plan = (await listBedPlans(unit, row.id)).find(({ plan: one }) => one.version === bed.planVersion);
  const photos = missingItemPhotos(plan?.items.map((item) => item.itemNo) ?? [], filed);
  return stepsFrom(bed.state)
    .filter((kind) => mayTake(role, kind))
    .map((kind) => ({
      kind,
      needsNote: BED_STEP_RULES[kind].needsNote === true,
      missing: missingFor(kind),
      missingPhotos: kind === "report_works" ? photos : [],
    }));
}

async function plansOf(unit: Unit, bedId: string) {
  const plans = await listBedPlans(unit, bedId);
  const itemsOf = (index: number) =>
    (plans[index]?.items ?? []).map((item) => ({ ...item, unitPriceFen: fen(item.unitPriceFen) }));
  return plans.map(({ plan, items }, index) => ({
    version: plan.version,
    madeOn: plan.madeOn,
    costFen: plan.costFen,
    subsidyFen: plan.subsidyFen,
    servicePlan: plan.servicePlan,
    devices: plan.devices as { kind: string; quantity: number }[],
    items: items.map(({ itemNo, quantity, unitPriceFen, capFen, subsidyFen }) => ({
      ...{ itemNo, quantity, unitPriceFen, capFen, subsidyFen },
    })),
    changes: index === 0 ? [] : planChanges(itemsOf(index - 1), itemsOf(index)),
  }));
}

async function moneyOf(unit: Unit, bedId: string) {
  const subsidies = await listRetrofitSubsidies(unit, bedId);
  const [newest] = subsidies;
  return {
    subsidies: subsidies.map((one) => ({
      ...{ id: one.id, costFen: one.costFen, subsidyFen: one.subsidyFen, bedCapFen: one.bedCapFen, state: one.state },
      ...{ proposedBy: one.proposedBy, proposedAt: at(one.proposedAt), decidedBy: one.decidedBy, note: one.note },
      ...{ decidedAt: one.decidedAt === null ? null : at(one.decidedAt), postedMonth: one.postedMonth },
    })),
    lines: newest === undefined ? [] : await listRetrofitLines(unit, newest.id),
    months: (await listServiceMonths(unit, bedId)).filter((one) => one.state !== "superseded"),
  };
}

async function timeLineOf(unit: Unit, bedId: string) {
  return (await listBedEvents(unit, bedId)).map((event) => ({
    ...{ seq: event.seq, kind: event.kind, toState: event.toState, occurredOn: event.occurredOn, note: event.note },
    ...{ recordedAt: at(event.recordedAt), actor: event.actor, party: event.party, onBehalf: event.onBehalf },
    body: event.body as Readonly<Record<string, unknown>>,
  }));
}

function headOf(
  head: NonNullable<Awaited<ReturnType<typeof readBedHead>>>,
  { row, bed }: BedRecord,
  now: Context["now"],
) {
  const owed = owedIn(bed.state);
  return {
    ...{ bedNo: row.bedNo, elderNo: head.elderNo, elderName: maskName(head.elderName), community: head.community },
    ...{ streetZh: head.streetZh, streetEn: head.streetEn, state: bed.state, since: bed.since, grade: bed.grade },
    ...{ appliedOn: bed.appliedOn, countedOn: bed.countedOn, servedFrom: bed.servedFrom, dueOn: row.dueOn },
    ...{ owedBy: owed?.party ?? null, owedStep: owed?.step ?? null, planVersion: bed.planVersion },
    isOverdue: isOverdue({ dueOn: row.dueOn === null ? null : plainDate(row.dueOn) }, localDateOf(now)),
    works: bed.works,
    publicityUntil: bed.publicityUntil,
    suspensions: bed.suspensions,
  };
}

/** What the registry says of the devices while the bed waits for acceptance. */
async function deviceChecksOf(unit: Unit, record: BedRecord) {
  if (record.bed.state !== "in_acceptance") return [];
  const { parameters } = (await readBedRules(unit)).policyOn(localDateOf(unit.now));
  const checks = await checkBedDevices(unit, record, parameters.device_offline_warn_min);
  return checks.map(({ seenAt, testedAt, ...check }) => ({
    ...check,
    seenAt: seenAt === null ? null : isoText(seenAt),
    testedAt: testedAt === null ? null : isoText(testedAt),
  }));
}

/** Refuses "not-found" for a bed outside the scope. */
export async function showBed(context: Context, role: ActorRole, bedNo: string) {
  return inReading(context, async (unit) => {
    const head = await readBedHead(unit, bedNo);
    if (head === null) throw new Refusal("not-found");
    const record = await readBedRecord(unit, head.bed);
    return {
      ...headOf(head, record, context.now),
      today: localDateOf(context.now),
      steps: await possibleSteps(unit, record, role),
      deviceChecks: await deviceChecksOf(unit, record),
      events: await timeLineOf(unit, record.row.id),
      bodies: (await listBedBodies(unit, record.row.id)).map(({ namedAt, questionedAt, ...body }) => ({
        ...body,
        namedAt: at(namedAt),
        isQuestioned: questionedAt !== null,
      })),
      plans: await plansOf(unit, record.row.id),
      documents: (await listBedDocuments(unit, record.row.id)).map((one) => ({
        ...{ id: one.id, kind: one.kind, title: one.title, isStored: one.digest !== null, archiveNo: one.archiveNo },
        ...{ itemNo: one.itemNo, addedBy: one.addedBy, addedAt: at(one.addedAt) },
      })),
      devices: (await listBedDevices(unit, record.row.elderId)).map(({ fromAt, toAt, seenAt, ...device }) => ({
        ...{ ...device, fromAt: at(fromAt), toAt: toAt === null ? null : at(toAt) },
        seenAt: seenAt === null ? null : at(seenAt),
      })),
      visits: (await listBedVisits(unit, record.row.elderId)).map(({ plannedStart, ...visit }) => ({
        ...visit,
        plannedStart: at(plannedStart),
      })),
      alerts: (await listBedAlerts(unit, record.row.elderId)).map(({ raisedAt, ...alert }) => ({
        ...alert,
        raisedAt: at(raisedAt),
      })),
      money: await moneyOf(unit, record.row.id),
    };
  });
}
