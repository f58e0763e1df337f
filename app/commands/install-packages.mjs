// @ts-check
/** Installs the packages when the lock file says that they are missing or other. Runs before anything is installed, so it uses Node alone. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const root = new URL("../..", import.meta.url).pathname;
const stamp = join(root, "node_modules", ".bedside-lock");

function lockDigest() {
  const parts = ["package-lock.json", "package.json"].map((name) => readFileSync(join(root, name)));
  return createHash("sha256").update(Buffer.concat(parts)).digest("hex");
}

/** Ends the process with a clear message when Node is too old; installs when needed. Output goes to standard error. */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`需要 Node 20.19 或更新的版本，当前 ${process.versions.node}。Node 20.19 or newer is needed.`);
    process.exit(1);
  }
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lockDigest()) return;
  console.error("安装依赖 Installing packages …");
  const outcome = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: ["ignore", 2, 2] });
  if (outcome.status !== 0) {
    console.error("安装失败。Installing failed: see the lines above.");
    process.exit(outcome.status ?? 1);
  }
  writeFileSync(stamp, lockDigest());
}
