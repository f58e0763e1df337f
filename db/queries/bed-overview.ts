/** Lists of beds for the office: each with its elder and street, what it waits for, and what was named for it. */
import { and, asc, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from "drizzle-orm";
import { bedReached, type FamilyBedRow } from "../repositories/family-beds.ts";
import { assistanceStatus, elder } from "../schema/elder.ts";
import { familyBed, familyBedBody, familyBedEvent } from "../schema/family-bed.ts";
import { organisation } from "../schema/organisation.ts";
import { street } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";

export type BedListRow = {
  readonly bed: FamilyBedRow;
  readonly elderNo: string;
  readonly elderName: string;
  readonly community: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
};

export type BedFilter = {
  readonly states: readonly string[] | null;
  readonly streetId: number | null;
  /** Beds whose step was owed before this day. */
  readonly overdueOn: string | null;
};

function conditions(unit: Unit, { states, streetId, overdueOn }: BedFilter): SQL | undefined {
  return and(
    bedReached(unit),
    states === null ? undefined : inArray(familyBed.state, ["", ...states]),
    streetId === null ? undefined : eq(familyBed.streetId, streetId),
    overdueOn === null ? undefined : lt(familyBed.dueOn, overdueOn),
  );
}

/** Beds of the scope; what is owed soonest first, then by number. */
export async function listBeds(unit: Unit, filter: BedFilter): Promise<BedListRow[]> {
  return unit.orm
    .select({
      bed: familyBed,
      elderNo: elder.elderNo,
      elderName: elder.name,
      community: elder.community,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(familyBed)
    .innerJoin(elder, eq(elder.id, familyBed.elderId))
    .innerJoin(street, eq(street.id, familyBed.streetId))
    .where(conditions(unit, filter))
    .orderBy(sql`${familyBed.dueOn} asc nulls last`, asc(familyBed.bedNo));
}

/** One bed with its elder and street. */
export async function readBedHead(unit: Unit, bedNo: string): Promise<BedListRow | null> {
  const [row] = await unit.orm
    .select({
      bed: familyBed,
      elderNo: elder.elderNo,
      elderName: elder.name,
      community: elder.community,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(familyBed)
    .innerJoin(elder, eq(elder.id, familyBed.elderId))
    .innerJoin(street, eq(street.id, familyBed.streetId))
    .where(and(eq(familyBed.bedNo, bedNo), bedReached(unit)));
  return row ?? null;
}

/** Beds that were accepted, each with the credit code of the provider that serves it. */
export async function listBedsInService(
  unit: Unit,
): Promise<{ readonly row: FamilyBedRow; readonly providerCode: string | null }[]> {
  return unit.orm
    .select({ row: familyBed, providerCode: organisation.creditCode })
    .from(familyBed)
    .leftJoin(
      familyBedBody,
      and(eq(familyBedBody.bedId, familyBed.id), eq(familyBedBody.role, "provider"), isNull(familyBedBody.endedOn)),
    )
    .leftJoin(organisation, eq(organisation.id, familyBedBody.organisationId))
    .where(and(isNotNull(familyBed.countedOn), bedReached(unit)))
    .orderBy(asc(familyBed.bedNo));
}

/** Every change of state of the scope's beds, bed by bed in their order: how long each stayed where. */
export async function listStateChanges(unit: Unit) {
  return unit.orm
    .select({ bedId: familyBedEvent.bedId, toState: familyBedEvent.toState, occurredOn: familyBedEvent.occurredOn })
    .from(familyBedEvent)
    .innerJoin(familyBed, eq(familyBed.id, familyBedEvent.bedId))
    .where(and(bedReached(unit), sql`${familyBedEvent.fromState} <> ${familyBedEvent.toState}`))
    .orderBy(asc(familyBedEvent.bedId), asc(familyBedEvent.seq));
}

/** Aid statuses of elders that hold on a day. */
export async function listAidOn(unit: Unit, elderIds: readonly string[], on: string) {
  if (elderIds.length === 0) return [];
  return unit.orm
    .select({ elderId: assistanceStatus.elderId, kind: assistanceStatus.kind })
    .from(assistanceStatus)
    .where(
      and(
        inArray(assistanceStatus.elderId, [...elderIds]),
        sql`coalesce(${assistanceStatus.fromOn}, ${on}) <= ${on} and coalesce(${assistanceStatus.toOn}, ${on}) >= ${on}`,
      ),
    );
}

/** Who holds which task of the scope's beds now. */
export async function listBodiesInForce(unit: Unit) {
  return unit.orm
    .select({
      bedId: familyBedBody.bedId,
      role: familyBedBody.role,
      name: organisation.name,
      creditCode: organisation.creditCode,
    })
    .from(familyBedBody)
    .innerJoin(familyBed, eq(familyBed.id, familyBedBody.bedId))
    .innerJoin(organisation, eq(organisation.id, familyBedBody.organisationId))
    .where(and(isNull(familyBedBody.endedOn), bedReached(unit)));
}
