/**
 * Which organisation does what for a bed. That survey, works and acceptance stand apart, linked credit codes included, and assessors from
 * the serving provider, is kept by the table itself; this use case asks and the table answers, so no other way in is any laxer.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { checkCreditCode } from "#app/domain/workforce/credit-code.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { endBedBody, insertBedBody, listBedBodies } from "#db/repositories/family-beds.ts";
import {
  findOrganisation,
  insertOrganisation,
  insertOrganisationLink,
  type OrganisationRow,
} from "#db/repositories/organisations.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { lockBedRecord } from "./bed-record.server.ts";

export const BODY_ROLES = ["assessment", "survey", "works", "acceptance", "provider"] as const;
export type BodyRole = (typeof BODY_ROLES)[number];

export type NamedBody = { readonly bedNo: string; readonly role: BodyRole; readonly creditCode: string };

function requireCode(text: string): string {
  const checked = checkCreditCode(text);
  if (checked.verdict !== "valid") throw new Refusal("organisation-code-wrong");
  return checked.normalised;
}

/** The organisation of a code: a known one, or a provider of the district. Refuses "organisation-code-wrong" and "organisation-unknown". */
async function organisationOf(unit: Unit, actor: string, { creditCode, role }: NamedBody): Promise<OrganisationRow> {
  const code = requireCode(creditCode);
  const known = await findOrganisation(unit, code);
  const provider = (await listProviders(unit)).find((one) => one.creditCode === code);
  // Whoever serves the bed is paid for it as a provider of the district.
  if (role === "provider" && provider === undefined) throw new Refusal("organisation-unknown");
  if (known !== null) return known;
  if (provider === undefined) throw new Refusal("organisation-unknown");
  const row = { id: unit.newId(), name: provider.name, creditCode: code };
  return insertOrganisation(unit, { ...row, recordedBy: actor, recordedAt: asDate(unit.now) });
}

/** The same within a unit. */
export async function nameBodyInUnit(unit: Unit, actor: string, named: NamedBody): Promise<void> {
  const { row } = await lockBedRecord(unit, named.bedNo);
  const organisation = await organisationOf(unit, actor, named);
  const before = (await listBedBodies(unit, row.id)).find((one) => one.role === named.role && one.endedOn === null);
  if (before?.organisationId === organisation.id && before.questionedAt === null) return;
  const on = localDateOf(unit.now);
  if (before) await endBedBody(unit, { bedId: row.id, role: named.role }, { endedOn: on, endedBy: actor });
  await insertBedBody(unit, {
    ...{ id: unit.newId(), bedId: row.id, role: named.role, organisationId: organisation.id },
    ...{ linkGroup: organisation.linkGroup, fromOn: on, namedBy: actor, namedAt: asDate(unit.now) },
  });
  await insertAuditEvent(unit, actor, {
    chain: `street:${row.streetId}`,
    action: "bed.name-body",
    subjectType: "family-bed",
    subjectId: named.bedNo,
    facts: { role: named.role, creditCode: organisation.creditCode, before: before?.creditCode ?? null },
  });
}

/**
 * Names a body, or another in its place. Refuses "not-found", "organisation-code-wrong", "organisation-unknown", "bed-bodies-apart" where it or
 * anybody linked with it holds or held another task of the bed, and "bed-made-as-it-is" after acceptance.
 */
export async function nameBedBody(context: Context, named: NamedBody): Promise<void> {
  await inTransaction(context, (unit) => nameBodyInUnit(unit, context.actor, named));
}

/** Records an organisation, or finds the one of its code. Refuses "whole-district-only" and "organisation-code-wrong". */
export async function recordOrganisation(
  context: Context,
  given: { readonly name: string; readonly creditCode: string },
): Promise<void> {
  const code = requireCode(given.creditCode);
  const name = given.name.trim();
  if (name === "") throw new Refusal("bed-step-incomplete", { field: "name" });
  await inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const row = { id: unit.newId(), name, creditCode: code, recordedBy: context.actor, recordedAt: asDate(unit.now) };
    await insertOrganisation(unit, row);
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "organisation.record",
      subjectType: "organisation",
      subjectId: code,
      facts: { name },
    });
  });
}

export const LINK_BASES = ["owner", "manager", "branch", "address", "declared"] as const;

/** Says that two organisations belong together. Refuses "whole-district-only", "organisation-unknown" and "bed-note-missing". */
export async function linkOrganisations(
  context: Context,
  given: {
    readonly first: string;
    readonly second: string;
    readonly basis: (typeof LINK_BASES)[number];
    readonly note: string;
  },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    if (given.note.trim() === "") throw new Refusal("bed-note-missing");
    const first = await findOrganisation(unit, requireCode(given.first));
    const second = await findOrganisation(unit, requireCode(given.second));
    if (first === null || second === null) throw new Refusal("organisation-unknown");
    await insertOrganisationLink(unit, {
      ...{ id: unit.newId(), firstId: first.id, secondId: second.id, basis: given.basis, note: given.note.trim() },
      ...{ knownOn: localDateOf(unit.now), recordedBy: context.actor, recordedAt: asDate(unit.now) },
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "organisation.link",
      subjectType: "organisation",
      subjectId: first.creditCode,
      facts: { with: second.creditCode, basis: given.basis },
    });
  });
}
