/** One step of a bed's life: who may take it, whether its papers are there, what it carries, and until when the next one is owed. */
import type { ActorRole } from "#app/domain/access/actor.ts";
import { actingFor } from "#app/domain/family-beds/acting.ts";
import { dueAfter } from "#app/domain/family-beds/due-work.ts";
import { unprovenSerials } from "#app/domain/family-beds/device-acceptance.ts";
import { afterEvent, type BedEvent } from "#app/domain/family-beds/family-bed.ts";
import { BED_STEP_RULES, type BedStepKind } from "#app/domain/family-beds/lifecycle.ts";
import { readStepFacts } from "#app/domain/family-beds/step-facts.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, isoText, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertBedEvent } from "#db/repositories/family-beds.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { readBedPapers } from "./bed-papers.server.ts";
import { readBedRules, type BedRules } from "./bed-policy.server.ts";
import { lockBedRecord, type BedRecord } from "./bed-record.server.ts";
import { checkBedDevices } from "./check-devices.server.ts";
import { checkStep } from "./check-step.server.ts";
import { moveVisits } from "./move-visits.server.ts";

export type TakenStep = {
  readonly bedNo: string;
  readonly kind: BedStepKind;
  /** The day from which it holds; today where nobody says another. */
  readonly occurredOn: PlainDate | null;
  readonly note: string | null;
  readonly facts: unknown;
};

type Who = {
  readonly actor: string;
  readonly role: ActorRole;
  readonly rules: BedRules;
  /** Visits of the demonstration's past are played elsewhere. */
  readonly leavesVisits?: true;
};

function requireWords({ kind, note }: TakenStep): string | null {
  const said = note?.trim() ?? "";
  if (BED_STEP_RULES[kind].needsNote && said === "") throw new Refusal("bed-note-missing");
  return said === "" ? null : said;
}

/** Which visits a step moved is found out, never sent. */
function withoutVisits(facts: unknown): unknown {
  if (typeof facts !== "object" || facts === null) return facts;
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== "visits"));
}

/** Devices of an acceptance are what the registry says of them now, whatever was sent. */
async function factsGiven(unit: Unit, { rules }: Who, { kind, facts }: TakenStep, record: BedRecord): Promise<unknown> {
  if (kind !== "accept") return withoutVisits(facts);
  const { parameters } = rules.policyOn(localDateOf(unit.now));
  const checks = await checkBedDevices(unit, record, parameters.device_offline_warn_min);
  const unproven = unprovenSerials(checks);
  const devices = checks.map(({ serial, deviceNo, testedAt }) => ({
    ...{ serial, online: !unproven.includes(serial) },
    ...(deviceNo !== null && { deviceNo }),
    ...(testedAt !== null && { testedAt: isoText(testedAt) }),
  }));
  return { ...(facts as object), devices };
}

/** The step as an event, refused where the state, the day, the papers or the content do not allow it. */
async function judgedEvent(unit: Unit, who: Who, step: TakenStep, record: BedRecord) {
  const on = step.occurredOn ?? localDateOf(unit.now);
  const acting = actingFor(who.role, step.kind);
  const facts = readStepFacts(step.kind, await factsGiven(unit, who, step, record));
  const event = {
    ...{ seq: record.row.stateSeq + 1, kind: step.kind, occurredOn: on, party: acting.party, actor: who.actor, facts },
  } as BedEvent;
  const bed = afterEvent(record.bed, event);
  if (on > localDateOf(unit.now)) throw new Refusal("bed-date-wrong");
  const { filed, missingFor } = await readBedPapers(unit, record.row.id);
  const missing = missingFor(step.kind);
  if (missing.length > 0) throw new Refusal("bed-documents-missing", { kinds: missing.join(",") });
  await checkStep(unit, { record, event, filed, policy: who.rules.policyOn(on) });
  return { event, bed, acting, on };
}

/** The step within a unit: what the demonstration and the import share with the screens. */
export async function takeStepInUnit(unit: Unit, who: Who, step: TakenStep): Promise<void> {
  const record = await lockBedRecord(unit, step.bedNo);
  const note = requireWords(step);
  const { event, bed, acting, on } = await judgedEvent(unit, who, step, record);
  const policy = who.rules.policyOn(on);
  const { calendar } = who.rules;
  const visits = who.leavesVisits ? [] : await moveVisits(unit, who.actor, { record, event });
  const until = bed.state === "suspended" ? bed.expectedBackOn : bed.publicityUntil;
  const due = dueAfter(bed.state, bed.since, policy.parameters, { calendar, until });
  await insertBedEvent(unit, {
    ...{ bedId: record.row.id, seq: event.seq, fromState: record.bed.state, kind: event.kind, toState: bed.state },
    ...{ occurredOn: on, recordedAt: asDate(unit.now), actor: who.actor, ...acting, note },
    body: visits.length === 0 ? event.facts : { ...event.facts, visits },
    ...{ policyVersion: policy.id, dueOn: due },
  });
  await insertAuditEvent(unit, who.actor, {
    chain: `street:${record.row.streetId}`,
    action: `bed.${step.kind.replaceAll("_", "-")}`,
    subjectType: "family-bed",
    subjectId: step.bedNo,
    facts: { on, party: acting.party, onBehalf: acting.onBehalf, state: bed.state, visits: visits.length },
  });
}

/**
 * Takes a step. Refuses "not-found" outside the scope, `bed-cannot-<step>`, "bed-party-wrong", "bed-note-missing", "bed-documents-missing",
 * "bed-step-incomplete", "bed-date-wrong", what `checkStep` refuses, and by the database "bed-bodies-not-named", "bed-bodies-apart",
 * "bed-second-person" and "bed-not-passed". Acceptance takes items only: its devices are those that the registry proves.
 */
export async function takeBedStep(context: Context, role: ActorRole, step: TakenStep): Promise<void> {
  await inTransaction(context, async (unit) =>
    takeStepInUnit(unit, { actor: context.actor, role, rules: await readBedRules(unit) }, step),
  );
}
