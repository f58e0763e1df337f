/** Organisations that do something for family beds, and which of them belong together. The district as a whole records both. */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { checkCreditCode } from "#app/domain/workforce/credit-code.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findOrganisation,
  insertOrganisation,
  insertOrganisationLink,
  listOrganisations,
} from "#db/repositories/organisations.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";

/** A right credit code in its one form. Refuses "organisation-code-wrong". */
export function requireCode(text: string): string {
  const checked = checkCreditCode(text);
  if (checked.verdict !== "valid") throw new Refusal("organisation-code-wrong");
  return checked.normalised;
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

/** All organisations by name, each with those that it is linked with. */
export async function showOrganisations(context: Context) {
  return inReading(context, async (unit) => {
    const rows = await listOrganisations(unit);
    return rows.map(({ id, name, creditCode, linkGroup }) => ({
      ...{ name, creditCode },
      linked: rows.filter((one) => one.id !== id && one.linkGroup === linkGroup).map((one) => one.name),
    }));
  });
}
