/** What the broker says that it threw away is heard where it says so, and nothing is heard where it does not. */
import { connectAsync } from "mqtt";
import { expect, it } from "vitest";
import { DROPPED_TOPIC, watchBrokerDrops } from "#app/integrations/devices/broker-drops.server.ts";
import { BROKER_KINDS, startBroker, type Broker } from "#tests/support/mqtt-broker.ts";

const settings = ({ url }: Broker) => ({
  ...{ url, username: null, password: null, clientId: "bedside-drops", version: 5 as const },
});
const until = async (isSo: () => boolean) => {
  for (; !isSo(); await new Promise((done) => setTimeout(done, 20)));
};

function hear(broker: Broker) {
  const counts: number[] = [];
  const errors: unknown[] = [];
  const watch = watchBrokerDrops(settings(broker), {
    onCount: async (total) => {
      counts.push(total);
      if (total === 5) throw new Error("the database is away");
    },
    onError: (thrown) => errors.push(thrown),
  });
  return { counts, errors, watch };
}

it("a broker's count is heard as it was kept and as it grows; what is no number is not", async () => {
  const broker = await startBroker("aedes");
  await broker.say?.(DROPPED_TOPIC, "3");
  const { counts, errors, watch } = hear(broker);
  await until(() => counts.length === 1);
  for (const text of ["n/a", "-1", "5", "1500"]) await broker.say?.(DROPPED_TOPIC, text);
  await until(() => counts.length === 3);
  expect(counts).toEqual([3, 5, 1500]);
  expect(errors.map(String)).toEqual(["Error: the database is away"]);
  await watch.close();
  await broker.close();
});

it("a broker that says nothing of it is not asked twice and reports nothing", async () => {
  const broker = await startBroker("aedes");
  const { counts, errors, watch } = hear(broker);
  await new Promise((done) => setTimeout(done, 300));
  expect([counts, errors]).toEqual([[], []]);
  await watch.close();
  await broker.close();
});

// The package's broker publishes no such count.
const COUNTING = BROKER_KINDS.filter((kind) => kind === "mosquitto");
it.each(COUNTING)("%s counts what its queue could not hold", async () => {
  const broker = await startBroker("mosquitto", ["max_queued_messages 1", "sys_interval 1"]);
  const session = { clientId: "asleep", clean: false, protocolVersion: 4 as const };
  const sleeper = await connectAsync(broker.url, session);
  await sleeper.subscribeAsync("x", { qos: 1 });
  await sleeper.endAsync();
  const { counts, watch } = hear(broker);
  const device = await connectAsync(broker.url);
  for (let sent = 0; sent < 20; sent += 1) await device.publishAsync("x", "help", { qos: 1 });
  await until(() => (counts.at(-1) ?? 0) > 0);
  expect(counts.at(-1)).toBeLessThan(20);
  await device.endAsync();
  await watch.close();
  await broker.close();
});
