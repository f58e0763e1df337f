/**
 * An application for a family bed (申请): at a kiosk by the elder, by telephone, through the community, or written down for the elder at a
 * desk. It starts the bed's file; papers and reviews follow.
 */
import type { ActorRole } from "#app/domain/access/actor.ts";
import { actingFor } from "#app/domain/family-beds/acting.ts";
import { dueAfter } from "#app/domain/family-beds/due-work.ts";
import { readStepFacts, type ApplicationChannel } from "#app/domain/family-beds/step-facts.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findOpenBedOfElder, insertBedEvent, insertFamilyBed, nextBedNumber } from "#db/repositories/family-beds.ts";
import { findElderPlace } from "#db/queries/bed-elders.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { readBedRules, type BedRules } from "./bed-policy.server.ts";

export type BedApplication = {
  readonly elderNo: string;
  readonly channel: ApplicationChannel;
  /** Who asked, where it was not the elder. */
  readonly applicant: string | null;
  /** What was agreed to, and where that is recorded: a paper, a recording, the kiosk's screen. */
  readonly consent: string;
  readonly note: string | null;
  /** The day of the application where it was another than today; a file tells of it. */
  readonly appliedOn?: PlainDate | null;
};

/** As whom: the kiosk's elder speaks for himself or herself, everybody else writes for the elder or the community. */
function actingAs(role: ActorRole, { channel }: BedApplication) {
  const acting = actingFor(role, "apply");
  if (acting.party === "elder" && !acting.onBehalf) return acting;
  return { party: channel === "community" ? ("community" as const) : ("elder" as const), onBehalf: true };
}

/** The application within a unit: what the demonstration and the import share with the screens. @returns the bed's number */
export async function applyInUnit(
  unit: Unit,
  who: { readonly actor: string; readonly role: ActorRole; readonly rules: BedRules },
  application: BedApplication,
): Promise<string> {
  const elder = await findElderPlace(unit, application.elderNo);
  if (elder === null || elder.deathOn !== null) throw new Refusal("not-found");
  const open = await findOpenBedOfElder(unit, elder.id);
  if (open !== null) throw new Refusal("bed-elder-has-one", { bedNo: open.bedNo });
  const { channel, applicant, consent, note } = application;
  const facts = readStepFacts("apply", { channel, applicant, consent });
  const on = application.appliedOn ?? localDateOf(unit.now);
  if (on > localDateOf(unit.now)) throw new Refusal("bed-date-wrong");
  const policy = who.rules.policyOn(on);
  const bed = { id: unit.newId(), bedNo: await nextBedNumber(unit), elderId: elder.id, streetId: elder.streetId };
  await insertFamilyBed(unit, { ...bed, createdAt: asDate(unit.now) });
  await insertBedEvent(unit, {
    ...{ bedId: bed.id, seq: 1, fromState: "none", kind: "apply", toState: "applied", occurredOn: on },
    ...{ recordedAt: asDate(unit.now), actor: who.actor, ...actingAs(who.role, application), note, body: facts },
    ...{ policyVersion: policy.id, dueOn: dueAfter("applied", on, policy.parameters, who.rules) },
  });
  await insertAuditEvent(unit, who.actor, {
    chain: `street:${elder.streetId}`,
    action: "bed.apply",
    subjectType: "family-bed",
    subjectId: bed.bedNo,
    facts: { channel, elder: application.elderNo },
  });
  return bed.bedNo;
}

/**
 * Starts a bed's file. Refuses "not-found" for an elder outside the scope or one who has died, "bed-elder-has-one" with the fact `bedNo`,
 * "bed-step-incomplete" without consent, "bed-date-wrong" for a day ahead, and "bed-party-wrong" for a role that writes for no elder.
 */
export async function applyForBed(context: Context, role: ActorRole, application: BedApplication): Promise<string> {
  return inTransaction(context, async (unit) =>
    applyInUnit(unit, { actor: context.actor, role, rules: await readBedRules(unit) }, application),
  );
}
