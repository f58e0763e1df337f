// @ts-check
/**
 * Serves the demonstration of 2026-11-15 at five past ten for one lane of the browser's tests: node serve-demo.mjs STORE FOLDER, with the server's other settings in
 * the environment. It is loaded once for all lanes and copied; without FOLDER it is only loaded, so that a run can do that beside other work.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { copyFolder, preparedFolder } from "./prepared-folder.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [store = "", folder] = process.argv.slice(2);

/** @param {Record<string, string>} settings */
function startServer(settings) {
  // With an hour: otherwise the clock shows the hour of the run, and a run at night meets other screens than one by day.
  const clock = { DEMO_TODAY: "2026-11-15T10:05" };
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...settings, ...clock, NODE_ENV: "production" };
  // The server under test has a database of its own, whatever the shell's settings say.
  delete env["DATABASE_URL"];
  const args = ["--enable-source-maps", join(root, "build", "server.mjs")];
  return spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
}

/** @returns {Promise<string>} */
async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", () => resolve(null)));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return String(typeof address === "object" && address ? address.port : 0);
}

/** Lets a server load the demonstration, and ends it once it would answer. @param {string} directory */
async function load(directory) {
  const port = await freePort();
  const server = startServer({ PORT: port, DATA_DIR: directory, PUBLIC_ORIGIN: `http://localhost:${port}` });
  const end = new Promise((resolve) => server.once("close", resolve));
  const answers = async () => (await fetch(`http://localhost:${port}/readyz`).catch(() => null))?.ok === true;
  while (!(await answers())) {
    if (server.exitCode !== null) throw new Error("the server ended before it was ready");
    await pause(200);
  }
  server.kill("SIGTERM");
  await end;
}

const loaded = await preparedFolder(store, "demo", load);
if (folder !== undefined) {
  copyFolder(loaded, folder);
  const server = startServer({ DATA_DIR: folder });
  // Signals reach the whole group; this process lasts as long as the server does.
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT"])) process.on(signal, () => server.kill(signal));
  server.once("exit", (code) => process.exit(code ?? 1));
}
