/**
 * A process that closes the month of a copy and kills itself, as a machine kills it, when the close reaches a step; without a step it runs
 * to its end. Arguments: address of the database, step, milliseconds to go on after the step was reached.
 */
import { finishClose } from "#app/usecases/reconciliation/finish-close.server.ts";
import { openDatabase } from "#db/connection.server.ts";
import { as, CLOSING } from "./closing-month.ts";

const [url = "", step = "", after = "0"] = process.argv.slice(2);
const database = await openDatabase({ kind: "postgres", url, districtCode: "320613" });
await finishClose(as(database, "user:lead"), CLOSING, (at) => {
  if (at === step) setTimeout(() => process.kill(process.pid, "SIGKILL"), Number(after));
});
await database.close();
process.stdout.write("closed\n");
