/** Activities as kiosks, offices and the exported list show them. */
import { maskName } from "#app/domain/access/masking.ts";
import { mayCheckIn, placesLeft, waitingPosition } from "#app/domain/activities/activity.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { writeCsv } from "#app/integrations/workbooks/write-csv.server.ts";
import {
  findActivityListing,
  listActivities,
  listOpenActivities,
  listParticipants,
  mapOwnSignUps,
  type ActivityListing,
} from "#db/queries/activity-lists.ts";
import { listSignUps } from "#db/repositories/activities.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { standingOfActivity } from "./sign-up.server.ts";

function shownOf({ row, streetZh, streetEn }: ActivityListing) {
  return {
    id: row.id,
    title: row.title,
    titleEn: row.titleEn,
    place: row.place,
    placeEn: row.placeEn,
    streetId: row.streetId,
    streetZh,
    streetEn,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    ...localTimeOf(instant(row.startsAt)),
    capacity: row.capacity,
    joined: row.joinedCount,
    left: placesLeft(row),
    bring: row.bring,
    bringEn: row.bringEn,
    feeFen: row.feeFen.toString(),
    audience: row.audience,
    state: row.state,
    cancelledFor: row.cancelledFor,
    isSample: row.sample,
  };
}

export type ShownActivity = ReturnType<typeof shownOf>;

/** What the elder at the kiosk has to do with it. */
export type OwnPart = {
  readonly state: "none" | "joined" | "waiting";
  /** In the line of those that wait, or among those that have a place: the number that the slip says. */
  readonly position: number | null;
  readonly mayCheckIn: boolean;
  readonly isThere: boolean;
};

const NO_PART: OwnPart = { state: "none", position: null, mayCheckIn: false, isThere: false };

/** Activities to come: what the elder may check in to first, then the street's own, then the others'. */
export async function showKioskActivities(
  context: Context,
  { streetId, elderId }: { readonly streetId: number; readonly elderId: string | null },
) {
  return inReading(context, async (unit) => {
    const listed = await listOpenActivities(unit, streetId);
    const own = elderId === null ? new Map<string, never>() : await mapOwnSignUps(unit, elderId);
    const shown = listed
      .filter(({ row }) => instant(row.startsAt) > unit.now || own.has(row.id))
      .map((listing) => {
        const part = own.get(listing.row.id);
        const isJoined = part?.state === "joined";
        const isOpenForCheckIn =
          isJoined && part.checkedInAt === null && mayCheckIn(standingOfActivity(listing.row), unit.now);
        return { ...shownOf(listing), own: part?.state ?? "none", mayCheckIn: isOpenForCheckIn };
      });
    return shown.sort((left, right) => Number(right.mayCheckIn) - Number(left.mayCheckIn));
  });
}

async function partOf(unit: Unit, listing: ActivityListing, elderId: string): Promise<OwnPart> {
  const signUps = await listSignUps(unit, listing.row.id);
  const own = signUps.find((one) => one.elderId === elderId);
  if (own === undefined || own.state === "left") return NO_PART;
  const alike = signUps.filter(({ state }) => state === own.state);
  const isJoined = own.state === "joined";
  return {
    state: isJoined ? "joined" : "waiting",
    position: waitingPosition(alike, own.place),
    mayCheckIn: isJoined && own.checkedInAt === null && mayCheckIn(standingOfActivity(listing.row), unit.now),
    isThere: own.checkedInAt !== null,
  };
}

/** One activity for a kiosk, with the masked name of who is identified. Refuses "not-found". */
export async function showKioskActivity(context: Context, id: string, elderId: string | null) {
  return inReading(context, async (unit) => {
    const listing = await findActivityListing(unit, id);
    if (listing === null) throw new Refusal("not-found");
    const [elder] = elderId === null ? [] : await listEldersById(unit, [elderId]);
    const own = elderId === null ? NO_PART : await partOf(unit, listing, elderId);
    return { ...shownOf(listing), own, name: elder === undefined ? null : maskName(elder.name) };
  });
}

export async function showActivities(context: Context, show: "coming" | "past") {
  return inReading(context, async (unit) => {
    const rows = await listActivities(unit, show);
    return { show, rows: rows.map(({ waiting, present, ...listing }) => ({ ...shownOf(listing), waiting, present })) };
  });
}

async function participantsOf(unit: Unit, id: string) {
  return (await listParticipants(unit, id)).map(({ signUp, elderName, ...rest }) => ({
    ...rest,
    elderName: maskName(elderName),
    elderId: signUp.elderId,
    state: signUp.state,
    signedUpAt: signUp.signedUpAt.toISOString(),
    signedUpBy: signUp.signedUpBy,
    movedUpAt: signUp.movedUpAt?.toISOString() ?? null,
    remindedAt: signUp.remindedAt?.toISOString() ?? null,
    checkedInAt: signUp.checkedInAt?.toISOString() ?? null,
  }));
}

/** One activity with everybody on its list. Refuses "not-found". */
export async function showActivity(context: Context, id: string) {
  return inReading(context, async (unit) => {
    const listing = await findActivityListing(unit, id);
    if (listing === null) throw new Refusal("not-found");
    return {
      activity: shownOf(listing),
      participants: await participantsOf(unit, id),
      mayCheckIn: mayCheckIn(standingOfActivity(listing.row), unit.now),
    };
  });
}

export type ListTexts = {
  readonly headers: readonly [
    number: string,
    name: string,
    street: string,
    state: string,
    signedUp: string,
    there: string,
  ];
  readonly stateOf: (state: string) => string;
  readonly time: (at: string) => string;
};

/** The list as a CSV file: who has a place or waits, in order. Refuses "not-found". */
export async function exportParticipants(context: Context, id: string, texts: ListTexts): Promise<Uint8Array> {
  const { participants } = await showActivity(context, id);
  const [number, name, street, state, signedUp, there] = texts.headers;
  type Row = (typeof participants)[number];
  const text = (key: string, header: string, value: (row: Row) => string) =>
    ({ key, header, kind: "text", width: 16, value }) as const;
  return writeCsv<Row>({
    columns: [
      text("elder_no", number, (row) => row.elderNo),
      text("name", name, (row) => row.elderName),
      text("street", street, (row) => row.streetZh),
      text("state", state, (row) => texts.stateOf(row.state)),
      text("signed_up_at", signedUp, (row) => texts.time(row.signedUpAt)),
      text("checked_in_at", there, (row) => (row.checkedInAt === null ? "" : texts.time(row.checkedInAt))),
    ],
    rows: participants.filter((one) => one.state !== "left"),
  });
}
