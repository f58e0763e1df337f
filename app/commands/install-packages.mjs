// @ts-check
/**
 * Installs the packages when they are missing or other than package-lock.json says, and applies the patches. Runs before anything is
 * installed, so it uses Node alone. Everything it says goes to standard error, so that a command's own output stays clean.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePatched, patchPackages } from "./patch-packages.mjs";

/** The project's folder, without a slash at the end. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

const OLDEST_NODE = [20, 19, 0];

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage */

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | null} null when there is no such file
 */
function lockedPackages(path) {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
}

/**
 * Compares the lock file with the list that npm leaves in node_modules at the end of every installation. Optional packages of
 * other platforms may be absent; `--omit=dev` leaves the packages out that only development needs.
 * @param {Record<string, LockedPackage & { dev?: boolean, devOptional?: boolean }>} wanted
 * @param {Record<string, LockedPackage>} installed
 * @param {boolean} withDevelopment
 */
export function isInstalled(wanted, installed, withDevelopment) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = installed[path];
    if (!found) return entry.optional === true || (!withDevelopment && (entry.dev || entry.devOptional) === true);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** Ends the process with a clear message when Node is too old. */
export function requireNode() {
  const found = process.versions.node.split(".").map(Number);
  const step = OLDEST_NODE.findIndex((wanted, index) => found[index] !== wanted);
  if (step === -1 || (found[step] ?? 0) > (OLDEST_NODE[step] ?? 0)) return;
  const oldest = OLDEST_NODE.join(".");
  console.error(`需要 Node.js ${oldest} 或更新的版本，当前是 ${process.versions.node}。`);
  console.error(`Node.js ${oldest} or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Ends the process with a clear message when Node is too old or the installation fails. */
export function ensureInstalled({ withDevelopment = true } = {}) {
  requireNode();
  const wanted = lockedPackages(join(root, "package-lock.json"));
  const installed = lockedPackages(join(root, "node_modules", ".package-lock.json"));
  if (wanted === null) {
    console.error("缺少 package-lock.json。package-lock.json is missing: the project's folder is not complete.");
    process.exit(1);
  }
  // A patch that changed does not fit a package that carries its earlier form: then the package is installed anew.
  if (installed === null || !isInstalled(wanted, installed, withDevelopment) || patchPackages().length > 0)
    installPackages();
  ensurePatched();
}

function installPackages() {
  console.error("正在安装依赖，约一分钟… Installing packages, about a minute…");
  const started = performance.now();
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // NODE_ENV=production would leave out what the build needs.
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const outcome = spawnSync(npm, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (outcome.status === 0) {
    console.error(`依赖已安装 Packages installed, ${((performance.now() - started) / 1000).toFixed(0)} s`);
    return;
  }
  console.error("安装依赖失败，原因见上。请检查网络与 npm 的镜像设置后重试。");
  console.error(
    "Installing the packages failed for the reason above. Check the network and npm's registry, then try again.",
  );
  process.exit(outcome.status ?? 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
