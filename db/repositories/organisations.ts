/** Organisations around family beds and their links; the district as a whole owns them. */
import { asc, eq, inArray, or } from "drizzle-orm";
import { organisation, organisationLink } from "../schema/organisation.ts";
import type { Unit } from "../transaction.ts";

export type OrganisationRow = typeof organisation.$inferSelect;
export type OrganisationLinkRow = typeof organisationLink.$inferSelect;

/** All organisations by name; those of one group stand together through `linkGroup`. */
export async function listOrganisations(unit: Unit): Promise<OrganisationRow[]> {
  return unit.orm.select().from(organisation).orderBy(asc(organisation.name));
}

export async function findOrganisation(unit: Unit, creditCode: string): Promise<OrganisationRow | null> {
  const [row] = await unit.orm.select().from(organisation).where(eq(organisation.creditCode, creditCode));
  return row ?? null;
}

/** Adds an organisation; the code that is there already stays as it is. @returns the organisation of the code */
export async function insertOrganisation(
  unit: Unit,
  row: Pick<OrganisationRow, "id" | "name" | "creditCode" | "recordedBy" | "recordedAt">,
): Promise<OrganisationRow> {
  await unit.orm
    .insert(organisation)
    // The table's trigger writes the group.
    .values({ ...row, linkGroup: row.id })
    .onConflictDoNothing();
  const [stored] = await unit.orm.select().from(organisation).where(eq(organisation.creditCode, row.creditCode));
  if (!stored) throw new Error("the organisation was not made");
  return stored;
}

/** Says that two organisations belong together; beds that both serve are questioned by the table's trigger. */
export async function insertOrganisationLink(unit: Unit, row: typeof organisationLink.$inferInsert): Promise<void> {
  await unit.orm.insert(organisationLink).values(row);
}

export async function listOrganisationLinks(unit: Unit, ids: readonly string[]): Promise<OrganisationLinkRow[]> {
  if (ids.length === 0) return [];
  const among = [...ids];
  return unit.orm
    .select()
    .from(organisationLink)
    .where(or(inArray(organisationLink.firstId, among), inArray(organisationLink.secondId, among)))
    .orderBy(asc(organisationLink.recordedAt));
}
