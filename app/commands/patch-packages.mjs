// @ts-check
/**
 * Applies db/patches/<package>+<version>.patch to node_modules: run by `npm ci` (postinstall) and again by every launcher, because an
 * installation with --ignore-scripts would otherwise ship the unpatched driver. Applying twice changes nothing. A hunk that does not
 * fit its file to the letter ends with an error: a half-patched driver is worse than none. Plain Node, no package needed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** @typedef {{ start: number, before: string[], after: string[] }} Hunk */
/** @typedef {{ path: string, hunks: Hunk[] }} FilePatch */

/**
 * Reads a unified diff that changes existing files.
 * @param {string} text
 * @returns {FilePatch[]}
 */
export function readPatch(text) {
  /** @type {FilePatch[]} */
  const files = [];
  for (const line of text.split("\n")) {
    const file = files.at(-1);
    const hunk = file?.hunks.at(-1);
    const head = /^@@ -(\d+)/.exec(line);
    if (line.startsWith("diff --git")) files.push({ path: "", hunks: [] });
    else if (line.startsWith("+++ b/") && file && !hunk) file.path = line.slice("+++ b/".length);
    else if (head && file) file.hunks.push({ start: Number(head[1]), before: [], after: [] });
    else if (hunk && line.startsWith("-")) hunk.before.push(line.slice(1));
    else if (hunk && line.startsWith("+")) hunk.after.push(line.slice(1));
    else if (hunk && line.startsWith(" ")) {
      hunk.before.push(line.slice(1));
      hunk.after.push(line.slice(1));
    }
  }
  return files;
}

/**
 * @param {string[]} lines
 * @param {string[]} wanted
 * @param {number} at zero-based
 */
function fits(lines, wanted, at) {
  return wanted.every((line, offset) => lines[at + offset] === line);
}

/**
 * The text with every hunk applied, the same text when every hunk is there already, or null when one does not fit.
 * @param {string} text
 * @param {Hunk[]} hunks
 * @returns {string | null}
 */
export function applyHunks(text, hunks) {
  const lines = text.split("\n");
  let growth = 0;
  for (const { start, before, after } of hunks) {
    const at = start - 1 + growth;
    if (!fits(lines, after, at)) {
      if (!fits(lines, before, at)) return null;
      lines.splice(at, before.length, ...after);
    }
    growth += after.length - before.length;
  }
  return lines.join("\n");
}

/**
 * @param {string} root folder that holds node_modules and db/patches
 * @returns {string[]} problems; empty when every patch is in place
 */
export function patchPackages(root = projectRoot) {
  const folder = join(root, "db", "patches");
  if (!existsSync(folder)) return [];
  const patches = readdirSync(folder).filter((name) => name.endsWith(".patch"));
  return patches.flatMap((name) => patchPackage(root, join(folder, name), name.slice(0, -".patch".length)));
}

/**
 * @param {string} root
 * @param {string} patch path of the patch file
 * @param {string} title `<package>+<version>`, a scope written with a plus too: `@scope+package+1.0.0`
 * @returns {string[]}
 */
function patchPackage(root, patch, title) {
  const version = title.slice(title.lastIndexOf("+") + 1);
  const packageName = title.slice(0, title.lastIndexOf("+")).replace("+", "/");
  const manifest = join(root, "node_modules", packageName, "package.json");
  if (!existsSync(manifest)) return [`${title}: ${packageName} 未安装 is not installed`];
  const installed = JSON.parse(readFileSync(manifest, "utf8")).version;
  if (installed !== version)
    return [
      `${title}: 已安装 installed is ${packageName} ${installed}; 请重做或删除补丁 make the patch anew or delete it`,
    ];
  return readPatch(readFileSync(patch, "utf8")).flatMap(({ path, hunks }) => {
    const target = join(root, path);
    const text = existsSync(target) ? readFileSync(target, "utf8") : "";
    const patched = applyHunks(text, hunks);
    if (patched === null) return [`${title}: 补丁不适用 does not fit ${path}`];
    if (patched !== text) writeFileSync(target, patched);
    return [];
  });
}

/** Applies the patches or ends the process with what is wrong. */
export function ensurePatched() {
  const problems = patchPackages();
  if (problems.length === 0) return;
  console.error(["补丁失败 Patching the packages failed:", ...problems].join("\n  "));
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensurePatched();
