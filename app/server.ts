/**
 * Express in front of Remix: origin guard, security headers with a nonce, compression, built files. The database is opened and
 * migrated before the first request; on SIGTERM the server drains, closes the database and ends.
 */
import { DEMO_REFERENCE } from "#db/seed/district-reference.ts";
import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { join } from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import helmet from "helmet";
import { readEnvironment } from "#app/environment.server.ts";
import { announce } from "#app/usecases/demo/announce-demo.server.ts";
import { findKioskElders } from "#app/usecases/demo/find-kiosk-elders.server.ts";
import { keepDevicesHeard } from "#app/usecases/demo/play-devices.server.ts";
import { followRunningDay } from "#app/usecases/demo/play-running-day.server.ts";
import { loadDemoDistrict } from "#app/usecases/demo/load-demo-district.server.ts";
import { compressedFiles, writtenScript } from "#app/web/compressed-files.server.ts";
import { isKioskAddress, kioskManifestOf } from "#app/web/kiosk-manifest.server.ts";
import { judgeOrigin } from "#app/web/origin-guard.ts";
import { contextFor, startServices, type Services } from "#app/web/services.server.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { DirectoryInUse } from "#db/connection.server.ts";
import { startInProcessJobs } from "#workers/in-process.ts";
import type { Runner } from "#workers/runner.ts";
import { mqttClientId, startAlarmWatch, type AlarmWatch, type Simulation } from "#workers/alarm-watch.ts";
import { SAMPLE_LIFE } from "#db/seed/demo/civic-life.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";

const root = process.cwd();

function guardOrigin(publicOrigin: string): express.RequestHandler {
  return (request, response, next) => {
    const status = judgeOrigin({
      method: request.method,
      path: request.path,
      query: request.originalUrl.split("?")[1] ?? "",
      secFetchSite: request.get("sec-fetch-site"),
      origin: request.get("origin"),
      publicOrigin,
    });
    if (status === null) next();
    else
      response
        .status(status)
        .type("text/plain")
        .send(status === 400 ? "400" : "403");
  };
}

function secure(services: Services): express.RequestHandler[] {
  const addNonce: express.RequestHandler = (_request, response, next) => {
    response.locals["nonce"] = randomBytes(16).toString("base64");
    response.setHeader("Permissions-Policy", "geolocation=(self), camera=(self), microphone=()");
    next();
  };
  const nonce = (_request: unknown, response: unknown) =>
    `'nonce-${String((response as express.Response).locals["nonce"])}'`;
  // A kiosk's page asks the agent on its own machine; no other page speaks to a loopback address.
  const kioskAgent = (request: unknown) =>
    /^\/kiosk(\/|\?|$)/.test((request as express.Request).originalUrl) ? "http://127.0.0.1:*" : "'self'";
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", nonce],
        styleSrc: ["'self'", nonce],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        connectSrc: ["'self'", kioskAgent],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: services.environment.secureCookie
      ? { maxAge: 31_536_000, includeSubDomains: true }
      : false,
  });
  return [addNonce, headers];
}

/** A phone that is given yesterday's service worker stays with yesterday's pages. */
function neverStale(response: express.Response, path: string): void {
  if (path.endsWith("service-worker.js")) response.setHeader("Cache-Control", "no-cache");
}

/** Jobs share this process unless the deployment runs them in one of their own, which only PostgreSQL allows. */
async function startJobs(services: Services): Promise<Runner | null> {
  if (services.database.kind === "postgres" && services.environment.jobs === "own-process") return null;
  return startInProcessJobs({
    contextNow: () => ({ ...contextFor({ kind: "anonymous" }), scope: WHOLE_DISTRICT, actor: "system:jobs" }),
    crypto: services.crypto,
    blobs: services.blobs,
    payments: services.payments,
    messages: services.messages,
    onProgress: (jobId, progress) => services.progress.set(jobId, progress),
  });
}

/**
 * The ladder is kept wherever a process runs, apart from jobs, which may take minutes; each step is told by one of them. Messages of the
 * broker and waiting buffers are taken in, and silent devices watched, by the process that also does the jobs.
 */
function startAlarms(
  { environment, deviceMappings, crypto, intake, deviceLanes: lanes, database, fault }: Services,
  simulations: readonly Simulation[],
): AlarmWatch {
  const ownProcess = database.kind === "postgres" && environment.jobs === "own-process";
  const contextNow = () => ({
    ...contextFor({ kind: "anonymous" }),
    database: intake,
    scope: WHOLE_DISTRICT,
    actor: "system:alarms",
  });
  const { mqtt } = environment;
  return startAlarmWatch({
    contextNow,
    simulations,
    mappings: deviceMappings,
    mqtt: ownProcess || mqtt === null ? null : { ...mqtt, clientId: mqttClientId(environment), lanes },
    synthetic: { crypto, address: `http://127.0.0.1:${environment.port}/notify/devices` },
    tends: !ownProcess,
    fault,
    onError: (thrown) => console.error(thrown),
    onProblem: (line) => console.error(line),
  });
}

/** Devices speak oftener than they may be silent (policy device_offline_warn_min), visits begin and end by the minute. */
const [DEVICES_MS, VISITS_MS] = [15 * 60_000, 60_000];

/**
 * A demonstration's devices and phones. They say at once what they could not say while the product stood still, before anybody looks for it;
 * where that fails, as beside a second process, the product starts all the same and they say it later.
 */
async function startSimulations({ environment: { demo, demoToday }, intake }: Services): Promise<Simulation[]> {
  if (!demo) return [];
  const contextNow = () => ({ ...contextFor({ kind: "anonymous" }), scope: WHOLE_DISTRICT, actor: "system:demo" });
  const devices = { everyMs: DEVICES_MS, play: () => keepDevicesHeard({ ...contextNow(), database: intake }) };
  const visits = { everyMs: VISITS_MS, play: followRunningDay(contextNow) };
  // On a day that is set nothing runs but the clock.
  const simulations = demoToday === null ? [devices, visits] : [devices];
  for (const { play } of simulations) await play().catch((thrown: unknown) => console.error(thrown));
  return simulations;
}

async function closeServices({ deskNotices, alertNotices, intake, database }: Services): Promise<void> {
  await deskNotices.close();
  await alertNotices.close();
  if (intake !== database) await intake.close();
  await database.close();
}

/**
 * Longer than clients and proxies keep an idle connection (commonly 60 s), so that they close it and not this side: closed here after Node's
 * five seconds, it may just carry the next request, which is then lost.
 */
const KEPT_OPEN_MS = 75_000;

function stopOnSignal(services: Services, listener: Server, stopWork: () => Promise<void>): void {
  const stop = () => {
    services.ready = false;
    services.streams.endAll();
    const workEnded = stopWork();
    // What is being answered just now is its connection's last.
    listener.keepAliveTimeout = 1;
    listener.close(() => void workEnded.then(() => closeServices(services)).then(() => process.exit(0)));
    listener.closeIdleConnections();
    setTimeout(() => process.exit(0), 25_000).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

const neverStored: express.RequestHandler = (_request, response, next) => {
  response.setHeader("Cache-Control", "no-store");
  next();
};

/** What machines ask all day. */
const BUSY_ROUTES = ["routes/worker.sync", "routes/notify.devices"];

/** The build with this resource route alone: Remix looks through all routes twice for each request, which cost more than answering. */
function only(build: ServerBuild, id: string): ServerBuild {
  const route = build.routes[id];
  if (!route) throw new Error(`no such route: ${id}`);
  const parents: string[] = [];
  for (let at = route.parentId; at !== undefined; at = build.routes[at]?.parentId) parents.push(at);
  return {
    ...build,
    routes: Object.fromEntries([...parents, id].map((one) => [one, build.routes[one]])) as ServerBuild["routes"],
  };
}

function answerWith(build: ServerBuild): express.RequestHandler {
  const handle = createRequestHandler({
    build,
    mode: "production",
    getLoadContext: (request, response) => ({
      nonce: String(response.locals["nonce"]),
      address: request.ip ?? "",
      // One for each answer: its parts know by it that they are one page (web/page-questions.ts).
      page: {},
    }),
  });
  return (request, response, next) => void handle(request, response, next);
}

async function serve(services: Services, simulations: readonly Simulation[]): Promise<void> {
  const build = (await import(join(root, "build", "server", "index.js"))) as ServerBuild;
  const app = express();
  app.disable("x-powered-by");
  app.use(guardOrigin(services.environment.publicOrigin), ...secure(services), compression());
  // Before the files, of which none has such an address: nothing is looked for on the disk.
  for (const id of BUSY_ROUTES)
    app.all(`/${id.replace("routes/", "").replaceAll(".", "/")}`, neverStored, answerWith(only(build, id)));
  const assets = join(root, "build", "client", "assets");
  const kiosk = kioskManifestOf(build);
  app.use(writtenScript(kiosk.url, kiosk.script));
  app.use("/assets", compressedFiles(assets), express.static(assets, { immutable: true, maxAge: "1y" }));
  app.use(express.static(join(root, "build", "client"), { maxAge: "1h", setHeaders: neverStale }));
  app.use(neverStored);
  const [answer, answerKiosk] = [answerWith(build), answerWith(kiosk.build)];
  app.all("*", (request, response, next) =>
    (isKioskAddress(request.path) ? answerKiosk : answer)(request, response, next),
  );
  const { publicOrigin, demo, port } = services.environment;
  const wide = { ...contextFor({ kind: "anonymous" }), scope: WHOLE_DISTRICT };
  const elders = demo ? await findKioskElders(wide, services.crypto) : null;
  const listener = app.listen(port, () => console.log(announce(publicOrigin, demo, elders)));
  listener.keepAliveTimeout = KEPT_OPEN_MS;
  const jobs = await startJobs(services);
  const alarms = startAlarms(services, simulations);
  stopOnSignal(services, listener, async () => void (await Promise.all([jobs?.stop(), alarms.stop()])));
}

async function main(): Promise<void> {
  const environment = readEnvironment();
  const services = await startServices(environment, {
    migrations: join(root, "db", "migrations"),
    simulator: join(root, "build", "wechat-simulator.mjs"),
  });
  if (environment.demo) {
    const context = { ...contextFor({ kind: "anonymous" }), scope: WHOLE_DISTRICT, actor: "system:demo" };
    await loadDemoDistrict(context, services.crypto, {
      today: environment.demoToday === null ? null : plainDate(environment.demoToday),
      reference: DEMO_REFERENCE,
      rowsOf: (month) => generateDemoDistrict({ seed: "1", month }),
      life: SAMPLE_LIFE,
    });
  }
  await serve(services, await startSimulations(services));
}

main().catch((thrown: unknown) => {
  if (thrown instanceof DirectoryInUse)
    console.error(
      `数据目录正被另一个进程使用：${thrown.directory}。The data directory is in use by another process; stop it first.`,
    );
  else console.error(thrown);
  process.exit(1);
});
