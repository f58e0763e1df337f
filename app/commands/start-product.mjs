// @ts-check
/**
 * npm start: installs if needed, builds if stale, then serves. PORT, DATA_DIR, DATABASE_URL and every other setting pass through;
 * signals pass on to the server, which drains and ends; a second start on one data directory is refused by the server.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build-product.mjs";
import { ensureInstalled, root } from "./install-packages.mjs";

ensureInstalled();
await ensureBuilt(false);

const server = spawn(
  process.execPath,
  ["--enable-source-maps", join(root, "build", "server.mjs"), ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production" },
  },
);
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, () => server.kill(signal));
server.once("error", (thrown) => {
  console.error(`服务器未能启动。The server could not be started: ${thrown.message}`);
  process.exit(1);
});
server.once("exit", (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1)));
