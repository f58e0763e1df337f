/** How devices of the storm reach the product: signed over HTTPS, or through a broker. */
import { connectAsync, type MqttClient } from "mqtt";
import { signedPost, type Sender } from "./alerts-district.ts";
import type { Servers } from "./alerts-servers.ts";

export type Way = {
  /** Resolves when it was acknowledged. @returns how often it was told to come later */
  readonly send: (sender: Sender, body: string) => Promise<number>;
  readonly close: () => Promise<void>;
};

const AGAIN_MS = 300;
/** A device that hears nothing for so long asks again; kept by a timer of our own, because a signal's may be forgotten with a killed server. */
const SILENCE_MS = 10_000;
const UNANSWERED = { status: 0, laterSeconds: 0 };

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** As a device does: again, with the same body, until it is acknowledged, which is after the commit; at the other address when this one is away. */
export function httpsWay(servers: Servers): Way {
  return {
    send: async (sender, body) => {
      for (let sentAway = 0; ;) {
        const origin = servers.origin();
        const { status, laterSeconds } = await Promise.race([
          signedPost(origin, sender, body).catch(() => UNANSWERED),
          pause(SILENCE_MS).then(() => UNANSWERED),
        ]);
        if (status === 200) return sentAway;
        if (status === 0) servers.isAway(origin);
        if (laterSeconds > 0) sentAway += 1;
        await pause(laterSeconds > 0 ? laterSeconds * 1000 : AGAIN_MS);
      }
    },
    close: async () => {},
  };
}

/** Gateways that pass short words on; a device with a buffer comes by a connection of its own, as after a loss of its network. */
const GATEWAYS = 16;
const LONG_BODY = 4096;

/** Quality of service 1: acknowledged means that the broker has it. */
export async function mqttWay(url: string): Promise<Way> {
  const open = () => connectAsync(url, { protocolVersion: 5, connectTimeout: 30_000 });
  const gateways = await Promise.all(Array.from({ length: GATEWAYS }, open));
  let turn = 0;
  const publish = async (client: MqttClient, { name }: Sender, body: string) =>
    void (await client.publishAsync(`bedside/${name}/readings`, body, { qos: 1 }));
  return {
    send: async (sender, body) => {
      if (body.length > LONG_BODY) {
        const own = await open();
        await publish(own, sender, body);
        await own.endAsync();
        return 0;
      }
      turn += 1;
      const gateway = gateways[turn % GATEWAYS];
      if (gateway !== undefined) await publish(gateway, sender, body);
      return 0;
    },
    close: async () => void (await Promise.all(gateways.map((one) => one.endAsync()))),
  };
}
