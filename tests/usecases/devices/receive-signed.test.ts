/** Requests of devices over HTTPS: signed by whom, taken in once, and what one says in the name of another. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtInMappings } from "#app/integrations/devices/load-mappings.server.ts";
import { signDeviceBody } from "#app/integrations/crypto/device-key.server.ts";
import { openIntakeLanes } from "#app/usecases/devices/intake-lanes.server.ts";
import { SHORT_DELIVERY } from "#app/usecases/devices/receive-delivery.server.ts";
import { findSenders, receiveSigned } from "#app/usecases/devices/receive-signed.server.ts";
import { showUnread } from "#app/usecases/devices/show-unread.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { openEldersAtHome, queryRows } from "#tests/support/elders-at-home.ts";
import { countBatches, hangDevice, later, type HungDevice } from "#tests/support/family-bed-devices.ts";
import { testCrypto } from "#tests/support/small-district.ts";

let database: Database;
let context: Context;
let elders: string[];

beforeAll(async () => {
  ({ database, context, elders } = await openEldersAtHome());
});
afterAll(async () => database.close());

const rows = <Row>(query: string) => queryRows<Row>(context, query);
const elder = (index: number) => elders[index] ?? "";
const hang = (deviceNo: string, typeCode: string, place: number | null) =>
  hangDevice(context, { deviceNo, typeCode, elderNo: place === null ? null : elder(place) });
const alertsOf = (deviceNo: string) =>
  rows<{ kind: string; repeats: number }>(
    `select a.kind, a.repeats from alert a join device d on d.id = a.device_id where d.device_no = '${deviceNo}' order by a.alert_no`,
  );

type Changes = { readonly token?: string; readonly at?: number; readonly signature?: string };

function requestOf(device: HungDevice, body: string, { token, at, signature }: Changes = {}) {
  const timestamp = String(at ?? Math.floor(context.now / 1000));
  const secret = Uint8Array.from(Buffer.from(device.secretHex, "hex"));
  return {
    token: token ?? device.token,
    timestamp,
    signature: signature ?? signDeviceBody(secret, timestamp, body),
    body: Uint8Array.from(Buffer.from(body)),
    topic: null,
  };
}

const tools = { crypto: testCrypto, mappings: builtInMappings() };
const send = (one: ReturnType<typeof requestOf>) => receiveSigned(context, tools, one);

describe("a request of a device", () => {
  let button: HungDevice;
  const request = (body: string, changes?: Changes) => requestOf(button, body, changes);

  beforeAll(async () => {
    button = await hang("H1", "sos_button", 7);
  });

  it("is stored, and played again stores nothing", async () => {
    const press = request(JSON.stringify({ readings: [{ sos: true }] }));
    expect(await send(press)).toMatchObject({ status: 200, accepted: 1, duplicates: 0 });
    expect(await send(press)).toMatchObject({ status: 200, duplicates: 1 });
    expect(await alertsOf("H1")).toMatchObject([{ kind: "sos", repeats: 0 }]);
  });

  it.each([
    ["another's token", { token: "x".repeat(43) }, "unknown-device"],
    ["a forged signature", { signature: "0".repeat(64) }, "forged"],
    ["no signature", { signature: "" }, "forged"],
  ])("with %s is refused", async (_what, changes, problem) => {
    expect(await send(request("{}", changes))).toEqual({ status: 401, problem });
  });

  it("is told when its clock is wrong by more than five minutes, either way", async () => {
    const seconds = Math.floor(context.now / 1000);
    const body = JSON.stringify({ readings: [{ heart_rate: 60 }] });
    expect((await send(request(body, { at: seconds - 300 }))).status).toBe(200);
    for (const at of [seconds - 301, seconds + 301])
      expect(await send(request(body, { at }))).toEqual({ status: 401, problem: "stale" });
  });

  it("whose body was altered by one byte is refused", async () => {
    const good = request(JSON.stringify({ readings: [{ sos: true }] }));
    expect((await send({ ...good, body: Uint8Array.from([...good.body, 32]) })).status).toBe(401);
  });

  it("with one reading alone is that reading, and with none it was heard", async () => {
    button = await hang("H2", "sos_button", 9);
    expect(await send(request(JSON.stringify({ sos: true })))).toMatchObject({ status: 200, accepted: 1 });
    expect(await alertsOf("H2")).toMatchObject([{ kind: "sos" }]);
    expect(await send(request(JSON.stringify({ readings: [] })))).toMatchObject({ status: 200, accepted: 1 });
  });

  it("that its mapping cannot read is kept with the reason", async () => {
    expect(await send(request("not json"))).toEqual({ status: 422, problem: "not-json" });
    expect(await rows("select reason from device_quarantine where body = 'not json'")).toEqual([
      { reason: "not-json" },
    ]);
  });
});

describe("what is said in the name of another device", () => {
  let seconds = 0;
  /** Signed at a time of its own: no two are one delivery. */
  const tell = (device: HungDevice, ...readings: object[]) => {
    seconds += 1;
    return send(requestOf(device, JSON.stringify({ readings }), { at: Math.floor(context.now / 1000) + seconds }));
  };
  const calledBy = (deviceNo: string) =>
    rows(
      `select kind, device_id, elder_id, facts->>'external_id' as named from alert where facts->>'sent_by' = '${deviceNo}' order by alert_no`,
    );
  const call = (named: string, kind = "sos") => ({ kind, device_id: null, elder_id: null, named });
  const unreadOf = async (named: string) =>
    (await showUnread(later(context, 1))).filter(
      ({ reason, externalId }) => reason === "not-its-own" && externalId === named,
    );
  const batteryOf = (deviceNo: string) =>
    rows(
      `select s.battery_percent from device_state s join device d on d.id = s.device_id where d.device_no = '${deviceNo}'`,
    );
  let [own, other]: HungDevice[] = [];

  beforeAll(async () => {
    own = await hang("OWN", "sos_button", 0);
    other = await hang("OTHER", "sos_button", 1);
  });
  const sender = () => own as HungDevice;

  it("takes the rest of its message in, and its call for help alarms without a home, with both names", async () => {
    expect(await tell(sender(), { battery_percent: 80 }, { device: "OTHER", sos: true })).toEqual({
      ...{ status: 200, accepted: 1, duplicates: 0, waits: false, refused: ["OTHER"] },
    });
    expect(await batteryOf("OWN")).toEqual([{ battery_percent: 80 }]);
    expect(await calledBy("OWN")).toEqual([call("OTHER")]);
    // The bed that it names shows nothing of it, neither an alarm nor that its device was heard.
    expect(await alertsOf("OTHER")).toEqual([]);
    expect(
      await rows("select 1 from device_reading r join device d on d.id = r.device_id where d.device_no = 'OTHER'"),
    ).toEqual([]);
    const [line] = await unreadOf("OTHER");
    expect(line).toMatchObject({ channel: "https", vendor: "generic", messages: 1 });
    expect(line?.lastBody).toContain('"sent_by":"OWN"');
  });

  it("is heard where it is all that is said; without a call for help it is refused, and kept", async () => {
    expect(await tell(sender(), { device: "OTHER", fall: true })).toMatchObject({
      ...{ status: 200, accepted: 0, refused: ["OTHER"] },
    });
    expect(await calledBy("OWN")).toEqual([call("OTHER"), call("OTHER", "fall")]);
    expect(await tell(sender(), { device: "OTHER", battery_percent: 3 })).toEqual({
      ...{ status: 403, problem: "not-its-own" },
    });
    expect((await unreadOf("OTHER"))[0]).toMatchObject({ messages: 3 });
    expect(await batteryOf("OTHER")).toEqual([{ battery_percent: null }]);
    expect(await calledBy("OWN")).toHaveLength(2);
  });

  it("neither hides nor joins a call of the device itself, and alarms once with one id", async () => {
    const press = { id: "same", sos: true };
    for (const _time of [1, 2]) await tell(sender(), { device: "OTHER", ...press });
    expect(await calledBy("OWN")).toHaveLength(3);
    expect(await tell(other as HungDevice, press)).toMatchObject({ status: 200, accepted: 1 });
    expect(await alertsOf("OTHER")).toEqual([{ kind: "sos", repeats: 0 }]);
    // Nor that of a pendant that nobody has registered and that calls through the gateway of its home.
    await tell(sender(), { device: "PENDANT", ...press });
    const gateway = await hang("GW-0", "gateway", 0);
    await tell(gateway, { device: "PENDANT", ...press });
    expect(
      await rows("select facts->>'sent_by' as by from alert where facts->>'external_id' = 'PENDANT' order by alert_no"),
    ).toEqual([{ by: "OWN" }, { by: null }]);
  });

  it("is what a gateway says of other homes; of its own, and of what nobody registered, it speaks for itself", async () => {
    const gateway = await hang("GW-1", "gateway", 1);
    const battery = (named: string) => ({ device: named, battery_percent: 70 });
    expect(await tell(gateway, battery("OTHER"))).toMatchObject({ status: 200, accepted: 1 });
    expect(await tell(gateway, battery("OWN"))).toMatchObject({ status: 403 });
    expect(await tell(gateway, battery("OTHER"), { device: "OWN", sos: true }, { device: "NEW", sos: true })).toEqual({
      ...{ status: 200, accepted: 2, duplicates: 0, waits: false, refused: ["OWN"] },
    });
    expect(await calledBy("GW-1")).toEqual([call("OWN")]);
    expect(
      await rows("select 1 from alert where facts->>'external_id' = 'NEW' and facts->>'sent_by' is null"),
    ).toHaveLength(1);
    // One that hangs nowhere has no home to speak for.
    expect(
      await tell(await hang("GW-2", "gateway", null), battery("OTHER"), { device: "OTHER", sos: true }),
    ).toMatchObject({
      ...{ status: 200, accepted: 0, refused: ["OTHER"] },
    });
    expect(await calledBy("GW-2")).toEqual([call("OTHER")]);
  });

  it("does not wait with a long buffer, and goes by the lane of calls for help", async () => {
    const { batches, fault } = countBatches();
    const lanes = {
      ...openIntakeLanes(() => context, fault),
      findSender: async (hash: string) => (await findSenders(context, [hash]))[0] ?? null,
    };
    const buffer = Array.from({ length: SHORT_DELIVERY + 1 }, (_, place) => ({ seq: place, heart_rate: 60 }));
    const give = (at: number, ...readings: object[]) =>
      receiveSigned(
        context,
        { ...tools, lanes },
        requestOf(sender(), JSON.stringify({ readings }), { at: Math.floor(context.now / 1000) - at }),
      );
    const before = (await calledBy("OWN")).length;
    const [long] = await Promise.all([
      give(1, ...buffer, { device: "OTHER", smoke: true }),
      give(2, { heart_rate: 61 }),
      give(3, { heart_rate: 62 }),
    ]);
    expect(long).toMatchObject({ status: 200, accepted: buffer.length, waits: true });
    expect(await calledBy("OWN")).toHaveLength(before + 1);
    expect([...batches].sort()).toEqual([1, 1, 1]);
  });
});
