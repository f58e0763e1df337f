// @ts-check
/** Builds the browser and server bundles when a source file is newer than the last build; --force builds always. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root } from "./install-packages.mjs";

const stamp = join(root, "build", ".built");
const sources = [
  "app",
  "db",
  "workers",
  "public",
  "package.json",
  "vite.config.ts",
  "remix.config.js",
  "tsconfig.json",
];

/** @returns {number} newest modification time below a path, in milliseconds */
function newest(/** @type {string} */ path) {
  if (!existsSync(path)) return 0;
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** @param {boolean} force */
export async function ensureBuilt(force) {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (!force && built > Math.max(...sources.map((name) => newest(join(root, name))))) return;
  console.error("构建 Building …");
  const outcome = spawnSync(join(root, "node_modules", ".bin", "remix"), ["vite:build"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (outcome.status !== 0) process.exit(outcome.status ?? 1);
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(root, "app", "server.ts")],
    outfile: join(root, "build", "server.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    absWorkingDir: root,
    logLevel: "warning",
    alias: { "#app": "./app", "#db": "./db", "#workers": "./workers" },
  });
  writeFileSync(stamp, "");
}

if (process.argv[1]?.endsWith("build-product.mjs")) {
  ensureInstalled();
  await ensureBuilt(process.argv.includes("--force"));
}
