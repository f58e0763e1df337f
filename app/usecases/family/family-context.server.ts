/**
 * What a member of the family does for or sees of an elder runs in a context of its own: each unit of work of it first asks whether the elder's
 * link stands today and allows this, so that an end or a change of it counts from the next question on, whichever use case asks.
 */
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { readScopes, type FamilyScope } from "#app/domain/family/family-link.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listLinksOfMember } from "#db/repositories/family-members.ts";
import type { FamilyLinkRow } from "#db/repositories/family.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";

/** One elder of a member of the family, as the phone names the elder. */
export type OwnElder = {
  readonly linkId: string;
  /** Masked. */
  readonly name: string;
  /** What the member is to the elder. */
  readonly relation: string;
  readonly scopes: readonly FamilyScope[];
  readonly fromOn: string;
  /** Last day, included. */
  readonly toOn: string;
};

async function standingLink(unit: Unit, memberId: string, linkId: string): Promise<FamilyLinkRow> {
  const links = await listLinksOfMember(unit, memberId, localDateOf(unit.now));
  const link = links.find(({ id }) => id === linkId);
  if (link === undefined) throw new Refusal("not-found");
  return link;
}

/** Refuses "not-found" without a standing link, and "family-not-shared" for what the elder did not agree to. */
async function requireScope(
  unit: Unit,
  memberId: string,
  linkId: string,
  scope: FamilyScope | null,
): Promise<FamilyLinkRow> {
  const link = await standingLink(unit, memberId, linkId);
  if (scope !== null && !link.scopes.includes(scope)) throw new Refusal("family-not-shared", { scope });
  return link;
}

export type FamilyContext = {
  /** For use cases about this elder; each unit of work asks for the link again. */
  readonly context: Context;
  /** The same for a part that asks for more: each of its units of work asks for this scope. */
  readonly within: (scope: FamilyScope) => Context;
  readonly elderId: string;
  readonly streetId: number;
  readonly elder: OwnElder;
};

/** Every elder whom this person may see something of today, in the order of the links. */
export async function listOwnElders(context: Context, memberId: string): Promise<OwnElder[]> {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const links = await listLinksOfMember(unit, memberId, localDateOf(unit.now));
    const elders = await listEldersById(
      unit,
      links.map(({ elderId }) => elderId),
    );
    return links.map((link) => ownElder(link, elders.find(({ id }) => id === link.elderId)?.name ?? ""));
  });
}

function ownElder(link: FamilyLinkRow, name: string): OwnElder {
  const { id, relation, scopes, fromOn, toOn } = link;
  return { linkId: id, name: maskName(name), relation, scopes: readScopes(scopes), fromOn, toOn };
}

/**
 * @param scope what the elder must have agreed to; null where any standing link is enough
 * Refuses "not-found" and "family-not-shared", now and in each unit of work of the context.
 */
export async function asFamilyOf(
  context: Context,
  {
    memberId,
    linkId,
    scope,
  }: { readonly memberId: string; readonly linkId: string; readonly scope: FamilyScope | null },
): Promise<FamilyContext> {
  const askingFor = (needed: FamilyScope | null): Context => ({
    ...context,
    scope: WHOLE_DISTRICT,
    atStart: async (unit) => void (await requireScope(unit, memberId, linkId, needed)),
  });
  const { elder, link } = await inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const link = await requireScope(unit, memberId, linkId, scope);
    const [elder] = await listEldersById(unit, [link.elderId]);
    if (elder === undefined) throw new Refusal("not-found");
    return { link, elder };
  });
  return {
    context: askingFor(scope),
    within: askingFor,
    elderId: elder.id,
    streetId: elder.streetId,
    elder: ownElder(link, elder.name),
  };
}
