/**
 * What the running server has exactly once: settings, database, cryptography. It hangs on globalThis, because the server file
 * and the Remix bundle are separate module instances and a second open of an embedded database loses rows.
 */
import { join } from "node:path";
import { v7 } from "uuid";
import type { Actor, StaffActor } from "#app/domain/access/actor.ts";
import { actorName, scopeOf } from "#app/domain/access/actor.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instant, instantAt, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { daysBetween, plainDate } from "#app/domain/time/plain-date.ts";
import type { Environment } from "#app/environment.server.ts";
import { blobFolder, folderBlobStore, type BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { aesGcmProvider, trialDataKey } from "#app/integrations/crypto/aes-gcm.server.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import type { MessageGateway } from "#app/integrations/messages/message-gateway.ts";
import { openMessages } from "#app/integrations/messages/open-messages.server.ts";
import type { IdentityProvider } from "#app/integrations/identity/identity-provider.ts";
import { readWechatSignIn, wechatSignIn } from "#app/integrations/identity/wechat-sign-in.server.ts";
import { realPayments, simulatedPayments, type Payments } from "#app/integrations/wechat-pay/open-payments.server.ts";
import { signInAccountOf } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import {
  startSimulator,
  type RunningSimulator,
} from "#app/integrations/wechat-pay/simulator/start-simulator.server.ts";
import type { Progress } from "#app/usecases/jobs/run-next-job.server.ts";
import { openDatabase, type Database } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { openMappings, type LiveMappings } from "#app/integrations/devices/live-mappings.server.ts";
import { faultPoint } from "#app/integrations/telemetry/fault-point.server.ts";
import { Gather } from "#app/usecases/devices/gather.ts";
import { recogniseSessions } from "#app/usecases/access/sign-in.server.ts";
import type { FaultPoint } from "#app/usecases/devices/receive-delivery.server.ts";
import type { StoreBatch } from "#app/usecases/visits/receive-events.server.ts";
import { openAlertNotices, type AlertNotices } from "./alert-notices.server.ts";
import { openDeviceLanes, type OpenLanes } from "./device-lanes.server.ts";
import { openDeskNotices, type DeskNotices } from "./desk-notices.server.ts";
import { OpenStreams } from "./open-streams.ts";
import { openPhoneLane } from "./phone-lane.server.ts";
import type { Context } from "#db/transaction.ts";

export type Services = {
  readonly environment: Environment;
  readonly database: Database;
  readonly crypto: CryptoProvider;
  readonly blobs: BlobStore;
  /** The district's time: the real one, or for a demonstration that stands on a day, that day with the real time of day. */
  readonly clock: () => Instant;
  /** Where the jobs of this process stand, by job. */
  readonly progress: Map<string, Progress>;
  /** What changed at providers' desks, and the live pages that this process holds open. */
  readonly deskNotices: DeskNotices;
  readonly streams: OpenStreams;
  /** What changed on the operators' list of alerts. */
  readonly alertNotices: AlertNotices;
  /** How devices' messages are read. */
  readonly deviceMappings: LiveMappings;
  /** Connections of their own for devices, so that no page stands before a call for help. */
  readonly intake: Database;
  readonly deviceLanes: OpenLanes;
  /** How phones' batches are stored, and who holds which session. */
  readonly storePhoneBatch: StoreBatch;
  readonly sessions: Gather<string, StaffActor | null>;
  /** Ends the process at a named place in tests of what survives; does nothing otherwise. */
  readonly fault: FaultPoint;
  /** Through what people pay; null where this installation takes no payments. */
  readonly payments: Payments | null;
  /** Through what people are told. */
  readonly messages: MessageGateway;
  /** Who vouches for families' accounts; null lets them in by telephone alone. */
  readonly identity: IdentityProvider | null;
  /** False while the server drains before it stops. */
  ready: boolean;
};

declare global {
  var bedsideServices: Services | undefined;
}

const DAY_MS = 86_400_000;
/** Sessions that are looked up together. */
const SESSIONS_AT_MOST = 100;

/** Real time; in a demonstration that stands on a day, as far from it as that day is, or as that day's minute is. */
function districtClock({ demo, demoToday, demoMinute }: Environment): () => Instant {
  const started = instant(Date.now());
  if (!demo || demoToday === null) return () => instant(Date.now());
  const day = plainDate(demoToday);
  const shiftMs =
    demoMinute === null ? daysBetween(localDateOf(started), day) * DAY_MS : instantAt(day, demoMinute) - started;
  return () => instant(Date.now() + shiftMs);
}

/** The simulator beside this process, for a demonstration. One that does not start leaves it without payments and without WeChat. */
async function openSimulator(
  environment: Environment,
  now: () => Instant,
  program: string | undefined,
): Promise<RunningSimulator | null> {
  if (!environment.demo || program === undefined) return null;
  const folder = join(environment.dataDirectory, "wechat-simulator");
  const { publicOrigin: returnOrigin } = environment;
  try {
    return await startSimulator(program, folder, { shiftMs: now() - Date.now(), returnOrigin });
  } catch (thrown) {
    console.error(thrown);
    return null;
  }
}

/** The merchant's account, or for a demonstration one at the simulator. A merchant's wrong setting ends the start. */
function openPayments(
  environment: Environment,
  now: () => Instant,
  simulator: RunningSimulator | null,
): Payments | null {
  const path = "/notify/wechat-pay";
  if (environment.wechatPay !== null)
    return realPayments(environment.wechatPay, { notifyUrl: `${environment.publicOrigin}${path}`, now });
  if (simulator === null) return null;
  return simulatedPayments(simulator, { notifyUrl: `http://127.0.0.1:${environment.port}${path}`, now });
}

/** The same for the sign-in of families. A wrong setting of the account ends the start. */
function openIdentity(environment: Environment, simulator: RunningSimulator | null): IdentityProvider | null {
  const { wechatSignIn: settings, wechatPay } = environment;
  if (settings !== null) return wechatSignIn(readWechatSignIn(settings, wechatPay?.appId ?? null));
  if (simulator === null) return null;
  const { origin, account } = simulator;
  return wechatSignIn(signInAccountOf(account), { authorize: origin, api: origin });
}

export type StartFiles = { readonly migrations?: string; readonly simulator?: string };

/** Opens and migrates the database. Throws DirectoryInUse when another process holds the embedded directory. */
export async function startServices(environment: Environment, files: StartFiles = {}): Promise<Services> {
  if (globalThis.bedsideServices) return globalThis.bedsideServices;
  const { databaseUrl, districtCode } = environment;
  const database = await openDatabase(
    databaseUrl === null
      ? { kind: "pglite", directory: join(environment.dataDirectory, "db"), districtCode }
      : { kind: "postgres", url: databaseUrl, districtCode },
  );
  const intake =
    databaseUrl === null ? database : await openDatabase({ kind: "postgres", url: databaseUrl, districtCode });
  await migrateDatabase(database, files.migrations);
  const crypto = aesGcmProvider(trialDataKey(environment.dataKey, environment.dataDirectory));
  const clock = districtClock(environment);
  const fault = faultPoint(environment.faultAt);
  const simulator =
    environment.wechatPay === null || environment.wechatSignIn === null
      ? await openSimulator(environment, clock, files.simulator)
      : null;
  globalThis.bedsideServices = {
    environment,
    database,
    crypto,
    blobs: folderBlobStore(blobFolder(environment.dataDirectory), crypto),
    clock,
    messages: openMessages(environment.messages, { publicOrigin: environment.publicOrigin, now: clock }),
    payments: openPayments(environment, clock, simulator),
    identity: openIdentity(environment, simulator),
    progress: new Map(),
    deskNotices: await openDeskNotices(database, (thrown) => console.error(thrown)),
    streams: new OpenStreams(),
    alertNotices: await openAlertNotices(database, (thrown) => console.error(thrown)),
    deviceMappings: openMappings(environment.dataDirectory),
    intake,
    deviceLanes: openDeviceLanes(() => systemContext("system:devices", intake, clock()), fault),
    ...gatheredQuestions(database, clock),
    fault,
    ready: true,
  };
  return globalThis.bedsideServices;
}

/** What many requests ask at once is asked of the database together. */
function gatheredQuestions(database: Database, clock: () => Instant): Pick<Services, "storePhoneBatch" | "sessions"> {
  return {
    storePhoneBatch: openPhoneLane(() => systemContext("system:phones", database, clock())),
    sessions: new Gather(
      (tokens) => recogniseSessions(systemContext("system:sessions", database, clock()), tokens),
      SESSIONS_AT_MOST,
    ),
  };
}

function systemContext(actor: string, database: Database, now: Instant): Context {
  return { database, scope: WHOLE_DISTRICT, actor, now, newId: () => v7() };
}

/** Throws when the server has not been started. */
export function services(): Services {
  if (!globalThis.bedsideServices) throw new Error("the services have not been started");
  return globalThis.bedsideServices;
}

/** The context of a use case called for this actor, now. */
export function contextFor(actor: Actor): Context {
  return {
    database: services().database,
    scope: scopeOf(actor),
    actor: actorName(actor),
    now: services().clock(),
    newId: () => v7(),
    isDemonstration: services().environment.demo,
  };
}
