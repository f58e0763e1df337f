// @ts-check
/** node app/commands/run-command.mjs NAME args: installs if needed, then runs app/commands/NAME.ts. Standard output stays the command's own. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled, root } from "./install-packages.mjs";

ensureInstalled();
const [name = "", ...args] = process.argv.slice(2);
const outcome = spawnSync(process.execPath, ["--import", "tsx", join(root, "app", "commands", `${name}.ts`), ...args], {
  stdio: "inherit",
});
process.exit(outcome.status ?? 1);
