/**
 * Which organisation does what for a bed. That survey, works and acceptance stand apart, linked credit codes included, and assessors from
 * the serving provider, is kept by the table itself; this use case asks and the table answers, so no other way in is any laxer.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { endBedBody, insertBedBody, listBedBodies } from "#db/repositories/family-beds.ts";
import {
  findOrganisation,
  insertOrganisation,
  listOrganisations,
  type OrganisationRow,
} from "#db/repositories/organisations.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { lockBedRecord } from "./bed-record.server.ts";
import { requireCode } from "./organisations.server.ts";

export const BODY_ROLES = ["assessment", "survey", "works", "acceptance", "provider"] as const;
export type BodyRole = (typeof BODY_ROLES)[number];

export type NamedBody = { readonly bedNo: string; readonly role: BodyRole; readonly creditCode: string };

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

/** The task that a form names. Refuses "bed-step-incomplete" for another word. */
export function readBodyRole(text: string): BodyRole {
  const role = BODY_ROLES.find((one) => one === text);
  if (role === undefined) throw new Refusal("bed-step-incomplete", { field: "role" });
  return role;
}

/** Whom a task may be given to: recorded organisations, and the district's providers. */
export async function listBodyChoices(
  context: Context,
): Promise<readonly { readonly name: string; readonly creditCode: string }[]> {
  return inReading(context, async (unit) => {
    const known = (await listOrganisations(unit)).map(({ name, creditCode }) => ({ name, creditCode }));
    const codes = new Set(known.map((one) => one.creditCode));
    const providers = (await listProviders(unit)).filter((one) => !codes.has(one.creditCode));
    return [...known, ...providers.map(({ name, creditCode }) => ({ name, creditCode }))];
  });
}
