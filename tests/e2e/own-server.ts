/** A server of its own with a small district: one street's elders, one provider and its care workers, and the demonstration's people. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { aesGcmProvider, trialDataKey } from "#app/integrations/crypto/aes-gcm.server.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { addDemoUsers, importDemoFiles, playedUntil, playMonth } from "#app/usecases/demo/load-demo-district.server.ts";
import { prepareDistrict } from "#app/usecases/month/prepare-district.server.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { openDatabase, type Database } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { DEMO_REFERENCE } from "#db/seed/district-reference.ts";
import type { Context } from "#db/transaction.ts";
import { copyFolder, preparedFolder } from "./prepared-folder.mjs";

const DISTRICT_CODE = "320613";
const ELDERS = 24;
const MID_MORNING_MINUTE = 10 * 60 + 5;

export type SmallServer = {
  /** Of the files that are imported. */
  readonly month: PlainMonth;
  /** The day on which the server believes it is. */
  readonly today: PlainDate;
  /** Minute of that day at which its clock begins; left out, mid-morning, so that no test depends on the hour at which it is run. */
  readonly startMinute?: number;
  /** How many providers share the elders; one unless it is said. */
  readonly providers?: number;
  /** The elders on file; those of the first street unless it is said. */
  readonly elders?: ElderRows;
  /** Whether the month is planned, accepted and delivered until today before `play`. */
  readonly isPlayed?: boolean;
  /** Settings beside those of every such server. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What has happened before anybody signs in. */
  readonly play?: Play;
};

type Play = (context: Context, crypto: CryptoProvider) => Promise<void>;

/** The same district on another day. */
export type LaterDay = Pick<SmallServer, "today" | "startMinute" | "settings"> & { readonly play: Play };

export type ElderRows = ReturnType<typeof generateDemoDistrict>["elders"];

/** The first elders of the first street, whom such a server knows. */
export function smallElders(month: PlainMonth): ElderRows {
  const { elders } = generateDemoDistrict({ seed: "1", month });
  return elders.filter((elder) => elder["street"] === elders[0]?.["street"]).slice(0, ELDERS);
}

/** Elders of the first street and the providers who serve them all: the first, and as many more of the street as are asked for. */
function rows({ month, providers = 1, elders = smallElders(month) }: SmallServer) {
  const district = generateDemoDistrict({ seed: "1", month });
  const street = String(district.elders[0]?.["street"]);
  const [first, ...others] = district.providers;
  const nearby = others.filter((row) => String(row["streets"]).includes(street) && row["name"] !== first?.["name"]);
  const names = new Set([first?.["name"], ...nearby.map((row) => row["name"])].slice(0, providers));
  return {
    ...district,
    providers: district.providers.filter((row) => names.has(row["name"])),
    workers: district.workers.filter((row) => names.has(row["provider"])),
    elders: elders.map((elder) => ({ ...elder, wishedProvider: null, refusedWorkers: null })),
  };
}

async function openIn(folder: string): Promise<Database> {
  const directory = join(folder, "db");
  const database = await openDatabase({ kind: "pglite", directory, districtCode: DISTRICT_CODE });
  await migrateDatabase(database);
  return database;
}

const migrateIn = async (folder: string): Promise<void> => (await openIn(folder)).close();

/** Plays in the stored district at nine o'clock of a day, while no server has it open. */
async function playIn(folder: string, today: PlainDate, play: Play): Promise<void> {
  const database = await openIn(folder);
  const now = instantAt(today, 9 * 60);
  const context = { database, scope: WHOLE_DISTRICT, actor: "system:demo", now, newId: () => v7() };
  await play(context, aesGcmProvider(trialDataKey(null, folder)));
  await database.close();
}

const importInto = (folder: string, wanted: SmallServer): Promise<void> =>
  playIn(folder, wanted.today, async (context, crypto) => {
    await prepareDistrict(context, DEMO_REFERENCE);
    await importDemoFiles(context, crypto, rows(wanted));
    if (wanted.isPlayed === true) await playMonth(context, wanted.month, playedUntil(wanted.month, wanted.today));
  });

/** Several specs begin with the same month: it is imported and played once in a run, and every month in a copy of one migrated district. */
async function prepare(folder: string, wanted: SmallServer): Promise<void> {
  const { month, today, providers = 1, elders, isPlayed = false, play } = wanted;
  const run = process.env["E2E_DATA_DIR"];
  if (run === undefined) await importInto(folder, wanted);
  else {
    const store = join(run, "prepared");
    const beginning = sha256Hex(JSON.stringify([month, today, providers, elders ?? null, isPlayed])).slice(0, 16);
    const begin = async (empty: string) => {
      copyFolder(await preparedFolder(store, "migrated", migrateIn), empty);
      await importInto(empty, wanted);
    };
    copyFolder(await preparedFolder(store, beginning, begin), folder);
  }
  await playIn(folder, today, async (context, crypto) => {
    await play?.(context, crypto);
    await addDemoUsers(context);
  });
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

async function untilReady(origin: string, hasEnded: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (hasEnded()) throw new Error("the server ended before it was ready");
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the server did not become ready");
}

export type OwnServer = {
  readonly origin: string;
  /** Of its process; missing for a server that ran already. */
  readonly pid?: number | undefined;
  readonly stop: () => Promise<void>;
};

export type LastingServer = OwnServer & {
  /** Ends the server, plays what happened meanwhile, and serves the same district on that day, at another address. */
  readonly continueOn: (day: LaterDay) => Promise<LastingServer>;
};

/** Prepares the district in a folder of its own and serves it until it is stopped. */
export async function startOwnServer(wanted: SmallServer): Promise<LastingServer> {
  const folder = mkdtempSync(join(tmpdir(), "bedside-own-"));
  await prepare(folder, wanted);
  return serve(folder, wanted);
}

async function serve(folder: string, wanted: Omit<LaterDay, "play">): Promise<LastingServer> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const settings = {
    PORT: String(port),
    DATA_DIR: folder,
    PUBLIC_ORIGIN: origin,
    DEMO_TODAY: `${wanted.today}T${clockText(wanted.startMinute ?? MID_MORNING_MINUTE)}`,
    DISTRICT_CODE,
    ...wanted.settings,
  };
  const env: NodeJS.ProcessEnv = { ...process.env, ...settings, NODE_ENV: "production" };
  // The server has a database and a key of its own, whatever the shell's settings say.
  delete env["DATABASE_URL"];
  delete env["DATA_KEY"];
  const server = spawn(process.execPath, ["--enable-source-maps", "build/server.mjs"], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null;
  const end = new Promise<void>((resolve) => server.once("close", () => resolve()));
  await untilReady(origin, hasEnded);
  const halt = async () => {
    server.kill("SIGTERM");
    await end;
  };
  return {
    origin,
    pid: server.pid,
    stop: async () => {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
    continueOn: async (day) => {
      await halt();
      await playIn(folder, day.today, day.play);
      return serve(folder, day);
    },
  };
}
