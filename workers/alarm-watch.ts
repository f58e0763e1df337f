/**
 * The loops that answer to alarms, apart from the queue of jobs, in which a month's plan may take minutes: the ladder each second, waiting
 * buffers whenever there are some, the watch over silent devices and long nights each minute, the machine's own alarm every five, and the
 * broker; beside a demonstration also what plays its devices and phones. All of it rests on stored rows: it may run in several processes and stop at any moment.
 */
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { watchBrokerDrops, type DropWatch } from "#app/integrations/devices/broker-drops.server.ts";
import type { LiveMappings, MappingRefusal } from "#app/integrations/devices/live-mappings.server.ts";
import {
  openMqttIntake,
  type MqttIntake,
  type MqttMessage,
  type MqttSettings,
} from "#app/integrations/devices/mqtt-intake.server.ts";
import { escalateAlerts } from "#app/usecases/alerts/escalate-alerts.server.ts";
import { isSyntheticDue, sendSyntheticAlarm } from "#app/usecases/alerts/synthetic-alarm.server.ts";
import type { IntakeLanes } from "#app/usecases/devices/intake-lanes.server.ts";
import { noteDropped } from "#app/usecases/devices/note-dropped.server.ts";
import { drainInbox, type FaultPoint } from "#app/usecases/devices/receive-delivery.server.ts";
import { receiveMqtt, topicFilters } from "#app/usecases/devices/receive-mqtt.server.ts";
import { watchDevices } from "#app/usecases/devices/watch-devices.server.ts";
import { withNamedStatements, type Context } from "#db/transaction.ts";

export type Simulation = { readonly everyMs: number; readonly play: () => Promise<unknown> };

export type AlarmWatchSettings = {
  readonly contextNow: () => Context;
  readonly mappings: LiveMappings;
  /** The broker, and the lanes by which its messages are stored: those of HTTPS where one process takes both in. */
  readonly mqtt: (MqttSettings & { readonly lanes: IntakeLanes }) | null;
  /** null where no web server stands beside. */
  readonly synthetic: { readonly crypto: CryptoProvider; readonly address: string } | null;
  /** What a demonstration's devices and phones do by themselves; none where there are real ones. */
  readonly simulations?: readonly Simulation[];
  /** Whether this process also takes waiting buffers in and watches over silent devices. Where the jobs have a process of their own, that one does, and the web's answers devices. */
  readonly tends: boolean;
  readonly fault: FaultPoint;
  readonly onError: (thrown: unknown) => void;
  /** One line that a person reads. */
  readonly onProblem: (line: string) => void;
};

export type AlarmWatch = {
  /** Resolves once the broker has granted every subscription; at once without a broker. */
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
};

const [LADDER_MS, DRAIN_MS, MAPPINGS_MS, WATCH_MS, SYNTHETIC_MS] = [1000, 500, 2000, 60_000, 60_000];

/** The machine's own alarm tries the path of a server at work, not of one that is still starting. */
const SYNTHETIC_FIRST_MS = 90_000;

/** One session at the broker for each district and database. */
export function mqttClientId({ districtCode }: { readonly districtCode: string }): string {
  return `bedside-${districtCode}`;
}

/** Nothing of the folder counts until all of it can be used. */
const refusedLine = ({ file, problems }: MappingRefusal) =>
  `映射文件不能用，仍用原来的。Mapping files that cannot be used; those before stay in use: ${file}: ${problems.join("; ")}`;

type Loop = { readonly stop: () => Promise<void> };

type Rhythm = { readonly pauseMs: number; readonly firstMs?: number };

/** Asks again after a pause; at once while there is more to do. A failure is reported and ends nothing. */
function loop(
  { pauseMs, firstMs = 0 }: Rhythm,
  work: () => Promise<boolean>,
  onError: (thrown: unknown) => void,
): Loop {
  let stopping = false;
  let wake: () => void = () => {};
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const ended = (async () => {
    if (firstMs > 0) await pause(firstMs);
    while (!stopping) {
      const more = await work().catch((thrown: unknown) => {
        onError(thrown);
        return false;
      });
      if (!more && !stopping) await pause(pauseMs);
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      wake();
      await ended;
    },
  };
}

async function post(address: string, body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const { status } = await fetch(address, { method: "POST", body, headers, signal: AbortSignal.timeout(10_000) });
  return status;
}

async function tryThePath(
  { contextNow, onProblem }: AlarmWatchSettings,
  { crypto, address }: NonNullable<AlarmWatchSettings["synthetic"]>,
): Promise<void> {
  if (!(await isSyntheticDue(contextNow()))) return;
  const problem = await sendSyntheticAlarm(contextNow(), crypto, {
    post: (body, headers) => post(address, body, headers),
    clockMs: () => performance.now(),
  });
  if (problem !== null) onProblem(`自检报警没有到达：${problem}。The synthetic alarm did not arrive: ${problem}.`);
}

function listen({ mqtt, mappings, contextNow, onError }: AlarmWatchSettings): MqttIntake | null {
  if (mqtt === null) return null;
  const handOver = async (message: MqttMessage) =>
    void (await receiveMqtt(contextNow(), { mappings: mappings.current(), lanes: mqtt.lanes }, message));
  return openMqttIntake(mqtt, topicFilters(mappings.current()), { handOver, onError });
}

/** What the broker threw away is written down, and told where somebody reads the log. */
function watchDrops({ mqtt, contextNow, onError, onProblem }: AlarmWatchSettings): DropWatch | null {
  if (mqtt === null) return null;
  const onCount = async (total: number) => {
    const dropped = await noteDropped(contextNow(), { broker: mqtt.clientId, total });
    if (dropped > 0) onProblem(`消息服务器丢弃了 ${dropped} 条报文。The broker threw ${dropped} messages away.`);
  };
  return watchBrokerDrops(mqtt, { onCount, onError });
}

/** Takes changed mapping files in. */
function lookAtMappings({ mappings, onProblem }: AlarmWatchSettings, intake: MqttIntake | null): void {
  const came = mappings.look();
  if (came === "taken") intake?.subscribeTo(topicFilters(mappings.current()));
  const refusal = came === "refused" ? mappings.refusal() : null;
  if (refusal !== null) onProblem(refusedLine(refusal));
}

export function startAlarmWatch(settings: AlarmWatchSettings): AlarmWatch {
  const { contextNow, mappings, synthetic, simulations = [], tends, fault, onError, onProblem } = settings;
  const often = (rhythm: Rhythm, work: () => Promise<unknown>) =>
    loop(rhythm, async () => (await work()) === true, onError);
  const intake = listen(settings);
  const drops = watchDrops(settings);
  // A refusal of the start is told at once.
  const refusal = mappings.refusal();
  if (refusal !== null) onProblem(refusedLine(refusal));
  const loops = [
    often({ pauseMs: LADDER_MS }, () => escalateAlerts(withNamedStatements(contextNow()), fault)),
    often({ pauseMs: MAPPINGS_MS, firstMs: MAPPINGS_MS }, async () => lookAtMappings(settings, intake)),
  ];
  if (tends)
    loops.push(
      often({ pauseMs: DRAIN_MS }, () => drainInbox(withNamedStatements(contextNow()), fault)),
      often({ pauseMs: WATCH_MS }, () => watchDevices(contextNow())),
    );
  if (synthetic !== null)
    loops.push(often({ pauseMs: SYNTHETIC_MS, firstMs: SYNTHETIC_FIRST_MS }, () => tryThePath(settings, synthetic)));
  for (const { everyMs, play } of simulations)
    loops.push(often({ pauseMs: everyMs, firstMs: everyMs }, async () => void (await play())));
  return {
    ready: intake?.ready ?? Promise.resolve(),
    stop: async () => {
      await intake?.close();
      await drops?.close();
      await Promise.all(loops.map((one) => one.stop()));
    },
  };
}
