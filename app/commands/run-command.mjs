// @ts-check
/**
 * node app/commands/run-command.mjs NAME args: installs if needed, then runs app/commands/NAME.ts with the arguments. Standard output
 * stays the command's own and its exit status is passed on. Relative paths among the arguments are the caller's.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, root } from "./install-packages.mjs";

const [name = "", ...args] = process.argv.slice(2);
const command = join(root, "app", "commands", `${name}.ts`);
if (name === "" || !existsSync(command)) {
  console.error(`没有这个命令 There is no such command: ${name || "(none)"}`);
  process.exit(2);
}
ensureInstalled();

const loader = pathToFileURL(join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;
const running = spawn(process.execPath, ["--import", loader, command, ...args], { stdio: "inherit" });
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, () => running.kill(signal));
running.once("exit", (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1)));
