/** The other end of the intake, for the simulator: signs and posts as a device does, or publishes to the broker. */
import { connectAsync } from "mqtt";
import { signDeviceBody } from "../crypto/device-key.server.ts";

export type SendingDevice = { readonly token: string; readonly secretHex: string };

export type Sent = {
  readonly outcome: "accepted" | "refused" | "failed";
  /** Of the messages in it, those that were known already; the broker does not say. */
  readonly duplicates: number;
  /** Status and problem of a refusal, the error of a failure. */
  readonly why: string | null;
};

type Answer = { readonly duplicates?: number; readonly problem?: string; readonly server_time?: number };

const TIMEOUT_MS = 30_000;

/** Posts to the product's address. The clock of the server is learnt from its answers, as devices do. */
export function httpsSender(origin: string, nowMs: () => number) {
  const address = new URL("/notify/devices", origin);
  let aheadSeconds = 0;
  async function post({ token, secretHex }: SendingDevice, body: string) {
    const timestamp = String(Math.floor(nowMs() / 1000) + aheadSeconds);
    const response = await fetch(address, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${token}`,
        "X-Bedside-Timestamp": timestamp,
        "X-Bedside-Signature": signDeviceBody(Buffer.from(secretHex, "hex"), timestamp, body),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return { status: response.status, answer: (text.startsWith("{") ? JSON.parse(text) : {}) as Answer };
  }
  return async (device: SendingDevice, body: string): Promise<Sent> => {
    try {
      let { status, answer } = await post(device, body);
      if (answer.problem === "stale" && answer.server_time !== undefined) {
        aheadSeconds = answer.server_time - Math.floor(nowMs() / 1000);
        ({ status, answer } = await post(device, body));
      }
      if (status === 200) return { outcome: "accepted", duplicates: answer.duplicates ?? 0, why: null };
      const outcome = status >= 500 || status === 429 ? "failed" : "refused";
      return { outcome, duplicates: 0, why: `${status} ${answer.problem ?? ""}`.trim() };
    } catch (thrown) {
      return { outcome: "failed", duplicates: 0, why: thrown instanceof Error ? thrown.message : String(thrown) };
    }
  };
}

/** Publishes with quality of service 1 on one connection; accepted means that the broker has it. */
export async function mqttSender(url: string) {
  const client = await connectAsync(url, { protocolVersion: 4, connectTimeout: 10_000 });
  return {
    send: async (externalId: string, body: string): Promise<Sent> =>
      client.publishAsync(`bedside/${externalId}/readings`, body, { qos: 1 }).then(
        () => ({ outcome: "accepted", duplicates: 0, why: null }),
        (thrown: unknown) => ({ outcome: "failed", duplicates: 0, why: String(thrown) }),
      ),
    close: async () => client.endAsync(),
  };
}
