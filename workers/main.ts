/** Jobs in a process of their own, for PostgreSQL. The embedded database has one process: there the web process does them. */
import { join } from "node:path";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instant } from "#app/domain/time/instant.ts";
import { readEnvironment, type Environment } from "#app/environment.server.ts";
import { blobFolder, folderBlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { aesGcmProvider, trialDataKey } from "#app/integrations/crypto/aes-gcm.server.ts";
import { openMappings } from "#app/integrations/devices/live-mappings.server.ts";
import { faultPoint } from "#app/integrations/telemetry/fault-point.server.ts";
import type { MessageGateway } from "#app/integrations/messages/message-gateway.ts";
import { openMessages } from "#app/integrations/messages/open-messages.server.ts";
import { realPayments, simulatedPayments, type Payments } from "#app/integrations/wechat-pay/open-payments.server.ts";
import { runningSimulator } from "#app/integrations/wechat-pay/simulator/start-simulator.server.ts";
import { openDatabase, type Database } from "#db/connection.server.ts";
import { openIntakeLanes } from "#app/usecases/devices/intake-lanes.server.ts";
import type { Context } from "#db/transaction.ts";
import { JOB_DEFINITIONS } from "./definitions.ts";
import { mqttClientId, startAlarmWatch, type AlarmWatch } from "./alarm-watch.ts";
import { startRunner } from "./runner.ts";

function watchAlarms(environment: Environment, contextNow: () => Context): AlarmWatch {
  const { mqtt } = environment;
  const fault = faultPoint(environment.faultAt);
  const lanes = openIntakeLanes(contextNow, fault);
  return startAlarmWatch({
    contextNow,
    mappings: openMappings(environment.dataDirectory),
    mqtt: mqtt === null ? null : { ...mqtt, clientId: mqttClientId(environment), lanes },
    synthetic: null,
    tends: true,
    onProblem: (line) => console.error(line),
    fault,
    onError: (thrown) => console.error(thrown),
  });
}

/** The merchant's account, or the simulator that the web process of a demonstration has started. */
function paymentsOf({ wechatPay, demo, publicOrigin, dataDirectory }: Environment): Payments | null {
  const place = { notifyUrl: `${publicOrigin}/notify/wechat-pay`, now: () => instant(Date.now()) };
  if (wechatPay !== null) return realPayments(wechatPay, place);
  const simulator = demo ? runningSimulator(join(dataDirectory, "wechat-simulator")) : null;
  return simulator === null ? null : simulatedPayments(simulator, place);
}

function messagesOf({ messages, publicOrigin }: Environment): MessageGateway {
  return openMessages(messages, { publicOrigin, now: () => instant(Date.now()) });
}

function openDistrict({ databaseUrl, districtCode }: Environment): Promise<Database> {
  if (databaseUrl === null)
    throw new Error(
      "没有设置 DATABASE_URL：嵌入式数据库的任务由网页进程执行。DATABASE_URL is not set: with the embedded database the web process does the jobs.",
    );
  return openDatabase({ kind: "postgres", url: databaseUrl, districtCode });
}

async function main(): Promise<void> {
  const environment = readEnvironment();
  const database = await openDistrict(environment);
  const crypto = aesGcmProvider(trialDataKey(environment.dataKey, environment.dataDirectory));
  const contextNow = (): Context => ({
    database,
    scope: WHOLE_DISTRICT,
    actor: "system:jobs",
    now: instant(Date.now()),
    newId: () => v7(),
  });
  const runner = startRunner({
    contextNow,
    pollMs: 1000,
    onError: (thrown) => console.error(thrown),
    work: {
      definitions: JOB_DEFINITIONS,
      crypto,
      blobs: folderBlobStore(blobFolder(environment.dataDirectory), crypto),
      payments: paymentsOf(environment),
      messages: messagesOf(environment),
      holder: `worker:${process.pid}`,
      random: Math.random,
      onProgress: () => {},
      onError: (jobId, thrown) => console.error(`job ${jobId}`, thrown),
    },
  });
  const alarms = watchAlarms(environment, contextNow);
  const stop = () =>
    void Promise.all([runner.stop(), alarms.stop()]).then(async () => database.close().then(() => process.exit(0)));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((thrown: unknown) => {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exit(1);
});
