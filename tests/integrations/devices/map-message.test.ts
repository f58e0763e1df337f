/**
 * Formats of others, each taken in by a mapping alone. The messages follow the public documentation of Zigbee2MQTT, Tasmota, Shelly,
 * Home Assistant and ChirpStack; the code knows none of them.
 */
import { describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { builtInMappings } from "#app/integrations/devices/load-mappings.server.ts";
import { mappingForTopic } from "#app/integrations/devices/map-message.ts";
import { MappingUnusable, readMapping } from "#app/integrations/devices/mapping-file.ts";
import { mapping, take } from "#tests/support/unseen-mapping.ts";

describe("formats of others", () => {
  it("Zigbee2MQTT: the device in the topic, actions as words, a contact turned round", () => {
    const z2m = mapping({
      topics: ["zigbee2mqtt/{device}"],
      device: { topic: "device" },
      time: { from: "$.last_seen", format: "iso" },
      measures: [
        { measure: "sos", from: "$.action", map: { emergency: true } },
        { measure: "door_open", from: "$.contact", not: true },
        { measure: "motion", from: "$.occupancy" },
        { measure: "smoke", from: "$.smoke" },
        { measure: "battery_percent", from: "$.battery" },
      ],
    });
    const { messages } = take(z2m, "zigbee2mqtt/bath_cord", {
      action: "emergency",
      battery: 97,
      last_seen: "2026-11-15T09:59:58+08:00",
      linkquality: 120,
    });
    expect(messages).toEqual([
      {
        vendor: "seen-never",
        externalId: "bath_cord",
        messageId: null,
        sequence: null,
        deviceAt: instant("2026-11-15T01:59:58Z"),
        measures: { sos: true, battery_percent: 97 },
        firmware: null,
      },
    ]);
    expect(take(z2m, "zigbee2mqtt/front_door", { contact: false }).messages[0]?.measures).toEqual({ door_open: true });
    expect(take(z2m, "zigbee2mqtt/bridge/state", { state: "online" }).failure).toBe("other-topic");
    expect(take(z2m, "zigbee2mqtt/bath_cord", { linkquality: 1 }).failure).toBe("no-measure");
  });

  it("Tasmota's Zigbee bridge: the device is the name of a member, bits say what happened", () => {
    const tasmota = mapping({
      topics: ["tele/{gateway}/SENSOR"],
      each: "$.ZbReceived.*",
      device: "@.Device",
      measures: [
        { measure: "sos", from: "@.ZoneStatusChange", map: { 2: true } },
        { measure: "battery_percent", from: "@.BatteryPercentage" },
      ],
    });
    const { messages } = take(tasmota, "tele/home-12/SENSOR", {
      ZbReceived: {
        "0x2A41": { Device: "0x2A41", Name: "cord", ZoneStatusChange: 2, BatteryPercentage: 100, Endpoint: 1 },
      },
    });
    expect(messages.map(({ externalId, measures }) => ({ externalId, measures }))).toEqual([
      { externalId: "0x2A41", measures: { sos: true, battery_percent: 100 } },
    ]);
  });

  it("Shelly of the second generation: names with a colon, seconds with a fraction, several messages of no interest", () => {
    const shelly = mapping({
      topics: ["{device}/events/rpc"],
      device: ["$.src", { topic: "device" }],
      only: [{ path: "$.method", in: ["NotifyStatus", "NotifyFullStatus"] }],
      time: { from: "$.params.ts", format: "epoch_s" },
      measures: [
        { measure: "smoke", from: '$.params["smoke:0"].alarm' },
        { measure: "water", from: '$.params["flood:0"].alarm' },
        { measure: "battery_percent", from: '$.params["devicepower:0"].battery.percent' },
      ],
    });
    const { messages } = take(shelly, "shellyplussmoke-08/events/rpc", {
      src: "shellyplussmoke-08",
      method: "NotifyStatus",
      params: { ts: 1763172000.25, "smoke:0": { id: 0, alarm: true, mute: false } },
    });
    expect(messages[0]).toMatchObject({
      deviceAt: 1763172000250,
      measures: { smoke: true },
      externalId: "shellyplussmoke-08",
    });
    expect(take(shelly, "x/events/rpc", { src: "x", method: "NotifyEvent", params: {} })).toEqual({
      messages: [],
      unnamed: [],
      failure: null,
    });
  });

  it("Home Assistant: the payload is one word, the topic says what it is about", () => {
    const home = mapping({
      topics: ["homeassistant/binary_sensor/{device}/{what}/state"],
      payload: "text",
      device: { topic: "device" },
      measures: [
        { measure: "in_bed", from: "$", when: [{ topic: "what", equals: "occupancy" }] },
        { measure: "gas", from: "$", when: [{ topic: "what", equals: "gas" }], map: { ON: true, OFF: false } },
      ],
    });
    expect(take(home, "homeassistant/binary_sensor/bed7/occupancy/state", "OFF").messages[0]?.measures).toEqual({
      in_bed: false,
    });
    expect(take(home, "homeassistant/binary_sensor/k1/gas/state", "ON").messages[0]?.measures).toEqual({ gas: true });
    expect(take(home, "homeassistant/binary_sensor/k1/gas/state", "unavailable").failure).toBe("no-measure");
  });

  it("ChirpStack: counter and time of the uplink, values decoded by the network or from the bytes in channel, type, value", () => {
    const lora = mapping({
      topics: ["application/{app}/device/{eui}/event/up"],
      device: ["$.deviceInfo.devEui", { topic: "eui" }],
      sequence: "$.fCnt",
      messageId: "$.deduplicationId",
      time: { from: "$.time", format: "iso" },
      bytes: {
        path: "$.data",
        encoding: "base64",
        channels: {
          "01 75": { length: 1, fields: [{ name: "battery", form: "uint8" }] },
          "03 67": { length: 2, fields: [{ name: "temperature", form: "int16le" }] },
          "05 00": { length: 1, fields: [{ name: "pressed", form: "uint8" }] },
        },
      },
      measures: [
        { measure: "sos", from: ["$.object.press", "$.bytes.pressed"], above: 0 },
        { measure: "battery_percent", from: ["$.object.battery", "$.bytes.battery"] },
        { measure: "temperature_c", from: "$.bytes.temperature", scale: 0.1 },
      ],
    });
    const data = Buffer.from([0x01, 0x75, 0x5c, 0x03, 0x67, 0xf6, 0xff, 0x05, 0x00, 0x01]).toString("base64");
    const { messages } = take(lora, "application/7/device/24e124535b316056/event/up", {
      deduplicationId: "3ac7",
      time: "2026-11-15T01:59:00.5+00:00",
      deviceInfo: { devEui: "24e124535b316056" },
      fCnt: 12,
      data,
    });
    expect(messages[0]).toMatchObject({
      externalId: "24e124535b316056",
      sequence: 12,
      messageId: "3ac7",
      deviceAt: instant("2026-11-15T01:59:00.500Z"),
      measures: { sos: true, battery_percent: 92, temperature_c: -1 },
    });
  });

  it("SenML-like arrays: each measurement is an item with a name, or one item of each name is picked", () => {
    const senml = mapping({
      device: "$.bn",
      time: { from: "$.bt", format: "epoch" },
      measures: [
        { measure: "heart_rate", from: "$.e[?(@.n == 'hr')].v" },
        { measure: "in_bed", from: "$.e[?(@.n == 'bed')].vb" },
      ],
    });
    const body = {
      bn: "m-1",
      bt: 1763172000,
      e: [
        { n: "hr", v: 61.4 },
        { n: "bed", vb: true },
      ],
    };
    expect(take(senml, null, body).messages[0]).toMatchObject({
      deviceAt: 1763172000000,
      measures: { heart_rate: 61.4, in_bed: true },
    });
  });

  it("a text that holds JSON is opened, wherever it stands", () => {
    const nested = mapping({ device: "$.id", measures: [{ measure: "fall", from: "$.payload.event.fall" }] });
    const body = { id: 7, payload: JSON.stringify({ event: JSON.stringify({ fall: 1 }) }) };
    expect(take(nested, null, body).messages[0]).toMatchObject({ externalId: "7", measures: { fall: true } });
  });

  it("a list at the root gives a reading for each item", () => {
    const list = mapping({ each: "$[*]", device: "@.d", measures: [{ measure: "motion", from: "@.m" }] });
    expect(
      take(list, null, [
        { d: "a", m: "on" },
        { d: "b", m: 0 },
      ]).messages.map((one) => one.measures),
    ).toEqual([{ motion: true }, { motion: false }]);
  });
});

describe("the product's own mappings", () => {
  const mappings = builtInMappings();

  it("are found by topic", () => {
    expect(mappingForTopic(mappings, "kb/g1/m2/up")?.vendor).toBe("kangban-mattress");
    expect(mappingForTopic(mappings, "anju/event/320613")?.vendor).toBe("anju-button");
    expect(mappingForTopic(mappings, "bedside/m2/readings")?.vendor).toBe("generic");
    expect(mappingForTopic(mappings, "elsewhere")).toBeNull();
  });

  it("read a mattress that packs states and tenths", () => {
    const [mattress] = mappings.filter(({ vendor }) => vendor === "kangban-mattress");
    if (!mattress) throw new Error("no mapping");
    const body = {
      head: { cmd: "vital", fw: "2.3.1" },
      body: {
        list: [
          { no: 1, t: 1763172000, st: 2, hr10: 612, br10: 155, batt: 88 },
          { no: 2, t: 1763172300, st: 0, hr10: 0, br10: 0 },
        ],
      },
    };
    expect(
      take(mattress, "kb/g1/m2/up", body).messages.map(({ measures, sequence }) => ({ measures, sequence })),
    ).toEqual([
      {
        sequence: 1,
        measures: {
          in_bed: true,
          motion: true,
          heart_rate: 61.2,
          breath_rate: 15.5,
          battery_percent: 88,
          heartbeat: true,
        },
      },
      { sequence: 2, measures: { in_bed: false, heartbeat: true } },
    ]);
    expect(take(mattress, "kb/g1/m2/up", { head: { cmd: "hello" }, body: { list: [{ no: 1 }] } })).toEqual({
      messages: [],
      unnamed: [],
      failure: null,
    });
  });
});

describe("a mapping file that cannot be used", () => {
  const problemsOf = (text: string): readonly string[] => {
    try {
      readMapping("bad.json", text);
    } catch (thrown) {
      if (thrown instanceof MappingUnusable) return thrown.problems;
      throw thrown;
    }
    return [];
  };
  const file = (changes: object) =>
    JSON.stringify({
      mapping: 1,
      vendor: "bad",
      device: "$.id",
      measures: [{ measure: "sos", from: "$.sos" }],
      ...changes,
    });

  it.each([
    ["{", /^not JSON/],
    [file({ vendor: "Bad Vendor" }), /^vendor: small letters/],
    [file({ measures: [{ measure: "sos", from: "sos" }] }), /^measures\.0\.from/],
    [file({ measures: [{ measure: "pulse", from: "$.p" }] }), /^measures\.0\.measure/],
    [file({ measures: [{ measure: "sos" }] }), /^measures\.0: a measure has either from or value/],
    [file({ topics: ["a/#/b"] }), /^topics\.0: only the last level/],
    [file({ topics: ["a/{x}"], device: { topic: "device" } }), /^topics: a\/\{x\} has no level \{device\}/],
    [file({ only: [{ path: "$.a" }] }), /^only\.0: a condition asks something/],
    [file({ device: { member: 1 } }), /^each: a "member"/],
    [
      file({ measures: [{ measure: "sos", from: "$.s", bit: 1, mask: 2 }] }),
      /^measures\.0: a measure has either bit or/,
    ],
    [file({ surprise: 1 }), /^\(whole file\): .*surprise/],
  ])("%s names its place", (text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(problem)]);
  });

  it("is accepted without its mistakes", () => {
    expect(problemsOf(file({}))).toEqual([]);
  });
});
