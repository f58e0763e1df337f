/** Items of a message that name no device of their own: whose they are, and that none of them is lost. */
import { describe, expect, it } from "vitest";
import { mapMessage } from "#app/integrations/devices/map-message.ts";
import { mapping, receivedAt, take } from "#tests/support/unseen-mapping.ts";

const items = {
  each: "$.list[*]",
  device: "@.d",
  measures: [
    { measure: "sos", from: "@.sos" },
    { measure: "motion", from: "@.m" },
  ],
};
const listOf = (...topics: string[]) => mapping({ ...items, topics });
const names = ({ messages, unnamed }: ReturnType<typeof take>) => [
  ...messages.map(({ externalId }) => externalId),
  ...unnamed.map(() => null),
];

describe("an item without a device", () => {
  const two = { list: [{ d: "a", m: 1 }, { d: "b", m: 1 }, { sos: true }] };

  it("is the device's that the topic names, also where it is the only item", () => {
    const list = listOf("home/{gateway}/{device}");
    expect(names(take(list, "home/g-1/cord", two))).toEqual(["a", "b", "cord"]);
    expect(take(list, "home/g-1/cord", { list: [{ sos: true }] })).toMatchObject({
      messages: [{ externalId: "cord", measures: { sos: true } }],
      unnamed: [],
      failure: null,
    });
  });

  it("is the sender's over HTTPS, unless the topic names the device", () => {
    const sent = (topic: string | null) =>
      names(
        mapMessage(listOf("home/{gateway}", "cord/{device}"), {
          ...{ topic, payload: JSON.stringify(two), receivedAt, sender: "signer" },
        }),
      );
    expect(sent("home/g-1")).toEqual(["a", "b", "signer"]);
    expect(sent("cord/c-1")).toEqual(["a", "b", "c-1"]);
    expect(sent(null)).toEqual(["a", "b", "signer"]);
  });

  it("is the gateway's where the topic names no more", () => {
    expect(names(take(listOf("home/{gateway}/up"), "home/g-1/up", two))).toEqual(["a", "b", "g-1"]);
  });

  it("is the only device's that other items name, and nobody's between two", () => {
    const list = listOf("home/{site}");
    expect(names(take(list, "home/7", { list: [{ d: "a", m: 1 }, { sos: true }, { d: "a", m: 0 }] }))).toEqual([
      "a",
      "a",
      "a",
    ]);
    const between = take(list, "home/7", two);
    expect(names(between)).toEqual(["a", "b", null]);
    expect(between).toMatchObject({ failure: null, unnamed: [{ vendor: "seen-never", measures: { sos: true } }] });
  });

  it("is not named by an item that says nothing, and without any name the message says so and what was read", () => {
    const list = listOf("home/{site}");
    expect(take(list, "home/7", { list: [{ d: "a", rssi: 4 }, { sos: true }] })).toMatchObject({
      messages: [],
      unnamed: [{ measures: { sos: true } }],
      failure: "no-device",
    });
    expect(take(list, "home/7", { list: [{ d: "a", rssi: 4 }, { rssi: 2 }] })).toEqual({
      messages: [],
      unnamed: [],
      failure: "no-measure",
    });
  });
});
