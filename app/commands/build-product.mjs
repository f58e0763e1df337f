// @ts-check
/**
 * Builds when a source file is newer than the last build; --force builds always. The Remix build is the browser's and the routes' part;
 * esbuild bundles app/server.ts, workers/main.ts and the planning thread with packages left outside, and the phone's service worker whole. The server loads the Remix build
 * at run time, so the two are separate module instances: what must exist once hangs on globalThis.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled, root } from "./install-packages.mjs";

const stamp = join(root, "build", ".built");
const sources = [
  "app",
  "db",
  "workers",
  "public",
  "package.json",
  "package-lock.json",
  "vite.config.ts",
  "remix.config.js",
  "tsconfig.json",
];

/** What esbuild bundles, from and to; an entry that does not exist is left out. */
const programs = [
  ["app/server.ts", "build/server.mjs"],
  ["workers/main.ts", "build/workers/main.mjs"],
  ["workers/threads/plan-thread.ts", "build/workers/plan-thread.mjs"],
  ["app/commands/serve-wechat-simulator.ts", "build/wechat-simulator.mjs"],
];

/** Runs on a kiosk, where no packages are: bundled whole. */
const agent = ["workers/kiosk-agent/main.ts", "build/workers/kiosk-agent.mjs"];

/** Open the care worker's pages and the kiosk's without a network; they stand at the root, where a scope may be any page. */
const serviceWorkers = [
  ["app/web/offline/service-worker.ts", "build/client/service-worker.js"],
  ["app/web/kiosk-offline/kiosk-service-worker.ts", "build/client/kiosk-service-worker.js"],
];

/**
 * A folder's own time counts too: it changes when a file is deleted.
 * @param {string} path
 * @returns {number} newest modification time at or below a path, in milliseconds; 0 when there is nothing
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isStale() {
  const complete = [...programs, agent, ...serviceWorkers, ["", "build/server/index.js"]].every(
    ([source = "", target = ""]) => !existsSync(join(root, source)) || existsSync(join(root, target)),
  );
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  return !complete || built < Math.max(...sources.map((name) => newest(join(root, name))));
}

function buildScreens() {
  const remix = join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: "production" };
  const outcome = spawnSync(process.execPath, [remix, "vite:build", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env,
  });
  if (outcome.status !== 0) {
    console.error("构建失败，原因见上。Building failed for the reason above.");
    process.exit(outcome.status ?? 1);
  }
}

async function buildPrograms() {
  const { build } = await import("esbuild");
  const [agentSource] = agent;
  for (const [source = "", target = ""] of [...programs, agent].filter(([entry = ""]) => existsSync(join(root, entry))))
    await build({
      entryPoints: [join(root, source)],
      outfile: join(root, target),
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      packages: source === agentSource ? "bundle" : "external",
      sourcemap: true,
      absWorkingDir: root,
      logLevel: "warning",
      // With packages outside, names that begin with # would be left outside too.
      alias: { "#app": "./app", "#db": "./db", "#workers": "./workers" },
    });
}

/**
 * The name of the browser's manifest is a digest of every script and style: it goes into the service worker, so that a phone sees a new
 * one with each build that differs.
 * @param {string[]} entry what is bundled, from and to
 */
async function buildServiceWorker([source = "", target = ""]) {
  const { build } = await import("esbuild");
  if (!existsSync(join(root, source))) return;
  const manifest = readdirSync(join(root, "build", "client", "assets")).find((name) => name.startsWith("manifest-"));
  await build({
    entryPoints: [join(root, source)],
    outfile: join(root, target),
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    target: "es2020",
    absWorkingDir: root,
    logLevel: "warning",
    alias: { "#app": "./app" },
    define: { BUILD_ID: JSON.stringify(manifest ?? "none") },
  });
}

/** Scripts and styles are sent as small as they can be made, which takes longer than an answer may. */
function compressAssets() {
  const folder = join(root, "build", "client", "assets");
  for (const name of readdirSync(folder).filter((found) => /\.(?:js|css)$/.test(found)))
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(readFileSync(join(folder, name))));
}

/**
 * The stamp carries the time at which building began: what is saved meanwhile is built next time.
 * @param {boolean} force
 */
export async function ensureBuilt(force) {
  if (!force && !isStale()) return;
  console.error("正在构建… Building…");
  const began = new Date();
  buildScreens();
  compressAssets();
  await buildPrograms();
  for (const entry of serviceWorkers) await buildServiceWorker(entry);
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(stamp, "");
  utimesSync(stamp, began, began);
  console.error(`构建完成 Built, ${((Date.now() - began.getTime()) / 1000).toFixed(1)} s`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled();
  await ensureBuilt(process.argv.includes("--force"));
}
