/**
 * What a care worker's phone keeps for days without a network: the own visits of the next 72 hours, today's earlier ones, those under
 * way and those to which the worker does not go any more (security reference 2: own visits, 72 h ahead). The phone holds it encrypted and shows the home near the visit only.
 */
import { maskName } from "#app/domain/access/masking.ts";
import type { StaffActor } from "#app/domain/access/actor.ts";
import { livingRisk } from "#app/domain/elders/living-situation.ts";
import { instant, instantAt, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { judgeDoorCode } from "#app/domain/verification/door-codes.ts";
import { doorSaid } from "#app/domain/visits/door-protocol.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { phoneNoOf } from "#app/domain/visits/phone-unscheduled.ts";
import { calledOffKind } from "#app/domain/visits/called-off.ts";
import type { CalledOffVisit, DayVisit, WorkerDay } from "#app/domain/visits/sync-message.ts";
import { SYNC_PROTOCOL } from "#app/domain/visits/sync-terms.ts";
import { orderEvents } from "#app/domain/visits/event-order.ts";
import {
  capturedAt,
  confirmationsHeard,
  eventsOf,
  type VisitEvent,
  type VisitEventKind,
} from "#app/domain/visits/visit-events.ts";
import { captureNonce } from "#app/integrations/crypto/capture-nonce.server.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findCalledOff, listCalledOff, type CalledOffRow } from "#db/queries/called-off-visits.ts";
import { listWorkerDay, listWorkerVisits, readWorkerVisit } from "#db/queries/worker-visits.ts";
import { hasVisitPin } from "#db/repositories/visit-intake.ts";
import { listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { givePinKey } from "../visits/give-pin-key.server.ts";
import { mapCodesRead, scannedCodes } from "../visits/scanned-codes.server.ts";
import { visitEventOf } from "../visits/stored-events.ts";

const HOURS_AHEAD = 72;

/** Elders of visits of these days are named to the phone. */
const [ELDERS_DAYS_BACK, ELDERS_DAYS_AHEAD] = [35, 14];

/** Full name, address and telephone from two hours before to two hours after (user experience reference 6.2, assumed). */
const NEAR_MINUTES = 120;

type Reference = {
  readonly codes: CodesRead;
  /** Names of the services in both languages, by code. */
  readonly names: ReadonlyMap<string, { readonly zh: string; readonly en: string }>;
  readonly policies: readonly PolicyVersion[];
};

async function readReference(unit: Unit, rows: readonly Pick<Row, "events">[]): Promise<Reference> {
  const subtypes = await listSubtypes(unit, CATALOGUE_IN_FORCE);
  return {
    codes: await codesReadAt(unit, rows),
    names: new Map(subtypes.map((one) => [one.code, { zh: one.nameZh, en: one.nameEn }])),
    policies: await listPolicyVersions(unit),
  };
}

type Row = Awaited<ReturnType<typeof listWorkerDay>>[number];
type CodesRead = Awaited<ReturnType<typeof mapCodesRead>>;

/** The codes that were read at these visits, as the district has them. */
async function codesReadAt(unit: Unit, rows: readonly Pick<Row, "events">[]): Promise<CodesRead> {
  return mapCodesRead(
    unit,
    rows.flatMap((row) => row.events.map(visitEventOf)),
  );
}

function homeOf({ visit, elder, contacts }: Row, crypto: CryptoProvider): DayVisit["home"] {
  const open = (column: string, cipher: string) => crypto.decrypt(cipher, { table: "elder", column, row: elder.id });
  return {
    fromMs: plusMinutes(instant(visit.plannedStart), -NEAR_MINUTES),
    toMs: plusMinutes(instant(visit.plannedEnd), NEAR_MINUTES),
    name: elder.name,
    place: open("address", elder.addressCipher),
    phone: elder.phoneCipher === null ? null : open("phone", elder.phoneCipher),
    family: contacts.flatMap(({ id, name, phoneCipher }) =>
      phoneCipher === null
        ? []
        : [{ name, phone: crypto.decrypt(phoneCipher, { table: "elder_contact", column: "phone", row: id }) }],
    ),
  };
}

/** Why a service was not done, as it was said last. */
function lastReason(events: readonly VisitEvent[], subtype: string): string | null {
  const refusals = eventsOf(orderEvents(events), "task_refused").filter((event) => event.body.subtype === subtype);
  return refusals.at(-1)?.body.reason ?? null;
}

function firstOf(events: readonly VisitEvent[], kind: VisitEventKind): Instant | null {
  const [first] = orderEvents(events).filter((event) => event.body.kind === kind);
  return first === undefined ? null : capturedAt(first);
}

function recordedOf(row: Row, codes: CodesRead): DayVisit["recorded"] {
  const events = row.events.map(visitEventOf);
  const evidence = foldEvents(events);
  const { stepsAt, reportedAt } = doorSaid(events);
  return {
    checkedInMs: evidence.rawInAt,
    checkedOutMs: evidence.rawOutAt,
    positionFailure: evidence.checkIn?.body.position.failure ?? null,
    done: evidence.services.map(({ subtype, refused }) => ({
      subtype,
      refused,
      reason: refused ? lastReason(events, subtype) : null,
    })),
    confirmed: confirmationsHeard(evidence),
    noAnswer: reportedAt !== null,
    doorSteps: [...stepsAt].map(([step, atMs]) => ({ step, atMs })),
    noAnswerMs: reportedAt,
    unsafeMs: firstOf(events, "unsafe"),
    notes: events.flatMap((event) => (event.body.kind === "note" ? [event.body.text] : [])),
    doorCodes: evidence.doorCodes.map((event) => ({
      codeHash: event.body.codeHash,
      verdict: judgeDoorCode(event, scannedCodes(codes, row.visit, events)),
    })),
    photos: eventsOf(orderEvents(events), "photo_start", "photo_end").map(({ body }) => ({
      end: body.kind,
      digest: body.photoDigest,
    })),
  };
}

const servicesOf = (codes: readonly string[], names: Reference["names"]) =>
  codes.map((code) => ({ code, ...(names.get(code) ?? { zh: code, en: code }) }));

type Giving = { readonly crypto: CryptoProvider; readonly workerId: string };

function dayVisitOf(row: Row, { names, policies, codes }: Reference, { crypto, workerId }: Giving): DayVisit {
  const { visit, elder } = row;
  const { parameters } = policyInForce(policies, localDateOf(instant(visit.plannedStart)));
  return {
    visitNo: visit.visitNo,
    ...(visit.origin === "fact" && { phoneNo: phoneNoOf(visit.id) }),
    revision: visit.version,
    plannedStartMs: visit.plannedStart.getTime(),
    plannedEndMs: visit.plannedEnd.getTime(),
    name: maskName(elder.name),
    place: elder.community ?? "",
    home: homeOf(row, crypto),
    captureNonce: captureNonce(crypto, { visitNo: visit.visitNo, workerId }),
    livingRisk: livingRisk(elder.livingSituation),
    note: elder.note,
    remarks: visit.remarks,
    services: servicesOf(visit.subtypes, names),
    deliveryState: visit.deliveryState,
    missedSide: visit.missedSide,
    hasPin: row.hasPin,
    doorWaitMinutes: parameters.door_wait_min,
    recorded: recordedOf(row, codes),
  };
}

function calledOffOf({ visit, elder, ...own }: CalledOffRow, { names }: Reference): CalledOffVisit {
  const kind = calledOffKind(visit.deliveryState);
  const reason = { cancelled: visit.cancelReason, missed: visit.missedReason, taken_off: null }[kind];
  return {
    visitNo: visit.visitNo,
    plannedStartMs: own.plannedStart.getTime(),
    plannedEndMs: own.plannedEnd.getTime(),
    name: maskName(elder.name),
    place: elder.community ?? "",
    services: servicesOf(visit.subtypes, names),
    kind,
    reason,
    toldMs: own.toldAt?.getTime() ?? null,
  };
}

/** Whom the worker has visited or will visit these weeks: most who are visited unplanned are among them. */
async function eldersAround(unit: Unit): Promise<WorkerDay["elders"]> {
  const days = (count: number) => plusMinutes(unit.now, count * 24 * 60);
  const rows = await listWorkerVisits(unit, { from: days(-ELDERS_DAYS_BACK), to: days(ELDERS_DAYS_AHEAD) });
  const byNo = new Map(rows.map(({ elder }) => [elder.elderNo, elder]));
  return [...byNo.values()]
    .map(({ elderNo, name, community }) => ({ elderNo, name: maskName(name), community: community ?? "" }))
    .sort((left, right) => (left.elderNo < right.elderNo ? -1 : 1));
}

/** @param context in the worker's own scope. Visits that were called off stand beside the others, so that the phone can say that they were. */
export async function giveWorkerDay(
  context: Context,
  crypto: CryptoProvider,
  actor: Pick<StaffActor, "workerId" | "displayName">,
): Promise<WorkerDay> {
  const span = {
    from: instantAt(localDateOf(context.now), 0),
    to: plusMinutes(context.now, HOURS_AHEAD * 60),
  };
  return inTransaction(context, async (unit) => {
    const rows = await listWorkerDay(unit, span);
    const reference = await readReference(unit, rows);
    return {
      protocol: SYNC_PROTOCOL,
      serverMs: context.now,
      worker: { workerId: actor.workerId ?? "", name: actor.displayName },
      pinKey: await givePinKey(unit, crypto),
      visits: rows.map((row) => dayVisitOf(row, reference, { crypto, workerId: actor.workerId ?? "" })),
      calledOff: (await listCalledOff(unit, actor.workerId ?? "", span)).map((row) => calledOffOf(row, reference)),
      elders: await eldersAround(unit),
    };
  });
}

/** One own visit of any day; null for a visit that is not the worker's own. */
export async function giveWorkerVisit(
  context: Context,
  crypto: CryptoProvider,
  visitNo: string,
): Promise<DayVisit | null> {
  return inTransaction(context, async (unit) => {
    const found = await readWorkerVisit(unit, visitNo);
    if (found === null) return null;
    const row = { ...found, hasPin: await hasVisitPin(unit, found.elder.id) };
    const { worker } = context.scope;
    return dayVisitOf(row, await readReference(unit, [row]), { crypto, workerId: worker === "all" ? "" : worker });
  });
}

/** One visit of any day to which the worker does not go any more; null when there is none. */
export async function giveCalledOff(context: Context, visitNo: string): Promise<CalledOffVisit | null> {
  const { worker } = context.scope;
  if (worker === "all") return null;
  return inTransaction(context, async (unit) => {
    const row = await findCalledOff(unit, worker, visitNo);
    return row === null ? null : calledOffOf(row, await readReference(unit, []));
  });
}
