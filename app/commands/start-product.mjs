// @ts-check
/** npm start: installs if needed, builds if stale, then serves. Signals pass on to the server. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt } from "./build-product.mjs";
import { ensureInstalled, root } from "./install-packages.mjs";

ensureInstalled();
await ensureBuilt(false);
const server = spawn(process.execPath, [join(root, "build", "server.mjs")], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "production" },
});
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => server.kill(signal));
server.once("exit", (code) => process.exit(code ?? 1));
