/** Shapes that published formats use beside the usual ones, each taken in by a mapping alone. */
import { describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { readMapping } from "#app/integrations/devices/mapping-file.ts";
import { payloadText } from "#app/integrations/devices/payload-text.ts";
import { mapping, take } from "#tests/support/unseen-mapping.ts";

describe("formats of others", () => {
  it("SenML of RFC 8428: the time is said once and each record counts from there", () => {
    const senml = mapping({
      topics: ["senml/{site}"],
      each: "$[*]",
      device: "$[0].bn",
      time: { from: "@.t", base: "$[0].bt", format: "epoch_s" },
      measures: [
        { measure: "heart_rate", from: "@.v", when: [{ path: "@.n", equals: "hr" }] },
        { measure: "sos", from: "@.vb", when: [{ path: "@.n", equals: "button" }] },
      ],
    });
    const { messages } = take(senml, "senml/home", [
      { bn: "urn:dev:mac:0024befffe804ff1/", bt: 1763172000, n: "hr", u: "beat/min", v: 61 },
      { n: "hr", u: "beat/min", v: 63, t: -60 },
      { n: "button", vb: true, t: 1.5 },
    ]);
    expect(messages.map(({ deviceAt, measures }) => [deviceAt, measures])).toEqual([
      [1763172000000, { heart_rate: 61 }],
      [1763171940000, { heart_rate: 63 }],
      [1763172001500, { sos: true }],
    ]);
    expect(new Set(messages.map(({ externalId }) => externalId))).toEqual(new Set(["urn:dev:mac:0024befffe804ff1/"]));
  });

  it("ThingsBoard's gateway: the devices are the names of members", () => {
    const board = mapping({
      topics: ["v1/gateway/telemetry"],
      each: "$.*[*]",
      device: { member: 1 },
      time: { from: "@.ts", format: "epoch_ms" },
      measures: [
        { measure: "sos", from: "@.values.sos" },
        { measure: "battery_percent", from: "@.values.battery" },
      ],
    });
    const { messages } = take(board, "v1/gateway/telemetry", {
      "Cord A": [{ ts: 1763172000000, values: { sos: true } }],
      "Cord B": [
        { ts: 1763171000000, values: { battery: 80 } },
        { ts: 1763171500000, values: { battery: 79 } },
      ],
    });
    expect(messages.map(({ externalId, deviceAt, measures }) => [externalId, deviceAt, measures])).toEqual([
      ["Cord A", 1763172000000, { sos: true }],
      ["Cord B", 1763171000000, { battery_percent: 80 }],
      ["Cord B", 1763171500000, { battery_percent: 79 }],
    ]);
  });

  it("Huawei's platform: services of a device, times without dashes", () => {
    const huawei = mapping({
      topics: ["$oc/devices/{device}/sys/properties/report"],
      each: "$.services[*]",
      device: { topic: "device" },
      time: { from: "@.event_time", format: "compact" },
      measures: [{ measure: "smoke", from: "@.properties.smoke_alarm" }],
    });
    const body = {
      services: [{ service_id: "Alarm", properties: { smoke_alarm: 1 }, event_time: "20251115T020000Z" }],
    };
    const { messages } = take(huawei, "$oc/devices/d-7/sys/properties/report", body);
    expect(messages[0]).toMatchObject({
      externalId: "d-7",
      deviceAt: instant("2025-11-15T02:00:00Z"),
      measures: { smoke: true },
    });
  });

  it("a status of bits: one bit is a flag, some bits are a number, and what is no such number says nothing", () => {
    const zone = mapping({
      device: "$.id",
      measures: [
        { measure: "sos", from: "$.status", bit: 1 },
        { measure: "door_open", from: "$.status", bit: 31 },
        { measure: "battery_percent", from: "$.status", mask: 0xff00 },
      ],
    });
    const of = (status: unknown) => take(zone, null, { id: 1, status }).messages[0]?.measures;
    expect(of(0x5a02)).toEqual({ sos: true, door_open: false, battery_percent: 90 });
    expect(of("0x80005a00")).toEqual({ sos: false, door_open: true, battery_percent: 90 });
    for (const wrong of [1.5, -1, 2 ** 32, "open", null]) expect(of(wrong)).toBeUndefined();
  });

  it("a gateway's list of packets: the bytes of each item are its own", () => {
    const beacons = mapping({
      topics: ["gw/{mac}/status"],
      each: "$[*]",
      device: "@.mac",
      bytes: { path: "@.rawData", encoding: "hex", fixed: [{ name: "battery", form: "uint8", at: 3 }] },
      measures: [{ measure: "battery_percent", from: "@.bytes.battery" }],
    });
    const { messages } = take(beacons, "gw/AC233F/status", [
      { mac: "A1", rawData: "0201065a" },
      { mac: "A2", rawData: "0201061E" },
    ]);
    expect(messages.map(({ externalId, measures }) => [externalId, measures.battery_percent])).toEqual([
      ["A1", 90],
      ["A2", 30],
    ]);
  });

  it("Shelly of the first generation: numbers, words and objects under topics of one device", () => {
    const shelly = mapping({
      topics: ["shellies/{device}/sensor/{what}", "shellies/{device}/input_event/{what}"],
      payload: "json_or_text",
      device: { topic: "device" },
      measures: [
        { measure: "battery_percent", from: "$", when: [{ topic: "what", equals: "battery" }] },
        {
          measure: "door_open",
          from: "$",
          when: [{ topic: "what", equals: "state" }],
          map: { open: true, close: false },
        },
        { measure: "sos", from: "$.event", when: [{ topic: "what", equals: "0" }], map: { L: true } },
      ],
    });
    const of = (topic: string, payload: string) => take(shelly, topic, payload).messages[0]?.measures;
    expect(of("shellies/d1/sensor/battery", "87")).toEqual({ battery_percent: 87 });
    expect(of("shellies/d1/sensor/state", "open")).toEqual({ door_open: true });
    expect(of("shellies/b1/input_event/0", '{"event":"L","event_cnt":3}')).toEqual({ sos: true });
  });

  it("bytes without letters: the whole payload is channels and types, as a gateway passes them on", () => {
    const raw = mapping({
      topics: ["lora/{device}/up"],
      payload: "bytes",
      device: { topic: "device" },
      bytes: {
        path: "$",
        encoding: "hex",
        channels: {
          "01 75": { length: 1, fields: [{ name: "battery", form: "uint8" }] },
          "ff 2e": { length: 1, fields: [{ name: "button", form: "uint8" }] },
        },
      },
      measures: [
        { measure: "battery_percent", from: "$.bytes.battery" },
        { measure: "sos", from: "$.bytes.button", map: { 1: true, 2: true } },
      ],
    });
    const of = (...bytes: number[]) => take(raw, "lora/24e124/up", payloadText(Uint8Array.from(bytes), raw));
    // 0xff begins no character: read as letters, the call for help would be gone.
    expect(of(0x01, 0x75, 0x64, 0xff, 0x2e, 0x02)).toMatchObject({
      messages: [{ externalId: "24e124", measures: { battery_percent: 100, sos: true } }],
    });
    expect(of(0x01, 0x75)).toEqual({ messages: [], unnamed: [], failure: "no-measure" });
    expect(of()).toMatchObject({ failure: "no-measure" });
  });

  it("a text of hexadecimal digits that is the whole payload", () => {
    const digits = mapping({
      topics: ["hex/{device}"],
      payload: "text",
      device: { topic: "device" },
      bytes: { path: "$", encoding: "hex", fixed: [{ name: "status", form: "uint8", at: 1 }] },
      measures: [{ measure: "fall", from: "$.bytes.status", bit: 0 }],
    });
    expect(take(digits, "hex/d1", "00 01").messages[0]?.measures).toEqual({ fall: true });
    expect(take(digits, "hex/d1", "no digits").failure).toBe("no-measure");
  });

  it("a message without any item says so, unless the mapping passes such messages over", () => {
    const list = mapping({
      each: "$.list[*]",
      only: [{ path: "$.cmd", equals: "data" }],
      device: "@.d",
      measures: [{ measure: "sos", from: "@.s" }],
    });
    expect(take(list, null, { cmd: "data", sos: true })).toEqual({ messages: [], unnamed: [], failure: "no-item" });
    expect(take(list, null, { cmd: "hello" })).toEqual({ messages: [], unnamed: [], failure: null });
  });

  it("of several paths of items the first that leads to any counts", () => {
    const either = mapping({
      each: ["$.list[*]", "$"],
      device: ["@.d", "$.d"],
      measures: [{ measure: "motion", from: "@.m" }],
    });
    const of = (message: object) => take(either, null, message).messages.map(({ externalId }) => externalId);
    expect(of({ d: "a", list: [{ m: 1 }, { m: 0, d: "b" }] })).toEqual(["a", "b"]);
    expect(of({ d: "a", m: 1 })).toEqual(["a"]);
  });

  it("a mark before the text changes nothing, in the message and in the file", () => {
    const text = JSON.stringify({
      mapping: 1,
      vendor: "marked",
      device: "$.id",
      measures: [{ measure: "fall", from: "$.f" }],
    });
    const marked = readMapping("marked.json", `\uFEFF${text}`);
    expect(take(marked, null, '\uFEFF{"id":"a","f":1}').messages[0]?.measures).toEqual({ fall: true });
  });
});
