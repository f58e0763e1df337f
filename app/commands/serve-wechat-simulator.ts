/**
 * The simulator of WeChat Pay: started by the product in demonstration mode, with the folder of its keys, the distance of its clock
 * and the origin to which people return.
 * It listens on this machine only and ends when its parent is gone.
 */
import { join } from "node:path";
import { instant } from "#app/domain/time/instant.ts";
import { storedAccount } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import { REPEAT_SECONDS, simulatorServer } from "#app/integrations/wechat-pay/simulator/simulator-server.server.ts";

const [folder = "", shiftMs = "0", returnOrigin = ""] = process.argv.slice(2);
const server = simulatorServer({
  account: storedAccount(folder),
  stateFile: join(folder, "state.json"),
  now: () => instant(Date.now() + Number(shiftMs)),
  repeatSeconds: REPEAT_SECONDS,
  refundMs: 1_000,
  lateMs: 20_000,
  returnOrigin: returnOrigin === "" ? null : returnOrigin,
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
  console.log(`微信支付模拟器，可以让它出错 WeChat Pay simulator, faults on demand: ${origin}/simulator/faults`);
  process.send?.(origin);
});
process.on("disconnect", () => process.exit(0));
