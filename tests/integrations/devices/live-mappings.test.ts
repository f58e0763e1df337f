/** Mapping files that are put into the folder, changed and taken away while the product runs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openMappings, type LiveMappings } from "#app/integrations/devices/live-mappings.server.ts";
import { builtInMappings } from "#app/integrations/devices/load-mappings.server.ts";
import { MappingUnusable } from "#app/integrations/devices/mapping-file.ts";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "mappings-"));
});
afterEach(() => rmSync(data, { recursive: true }));

const file = (vendor: string, topic: string) =>
  JSON.stringify({
    ...{ mapping: 1, vendor, topics: [topic], device: { topic: "device" } },
    measures: [{ measure: "sos", from: "$.sos" }],
  });
function put(name: string, text: string): void {
  mkdirSync(join(data, "device-mappings"), { recursive: true });
  writeFileSync(join(data, "device-mappings", name), text);
}
const takeAway = (name: string) => rmSync(join(data, "device-mappings", name));
/** Twice, as a change counts when it was seen twice the same. */
const look = (mappings: LiveMappings) => [mappings.look(), mappings.look()];
const topicsOf = (mappings: LiveMappings, vendor: string) =>
  mappings.current().find((one) => one.vendor === vendor)?.topics ?? null;
const BUILT_IN = builtInMappings().length;

it("a new file counts when it was seen twice the same, a changed one in its place, and one that was taken away no more", () => {
  const mappings = openMappings(data);
  expect(look(mappings)).toEqual([null, null]);
  expect(mappings.current()).toHaveLength(BUILT_IN);
  put("acme.json", file("acme", "a/{device}"));
  expect(mappings.look()).toBeNull();
  expect(topicsOf(mappings, "acme")).toBeNull();
  expect(mappings.look()).toBe("taken");
  expect(topicsOf(mappings, "acme")).toEqual(["a/{device}"]);
  expect(look(mappings)).toEqual([null, null]);
  put("acme.json", file("acme", "b/{device}"));
  expect(look(mappings)).toEqual([null, "taken"]);
  expect(topicsOf(mappings, "acme")).toEqual(["b/{device}"]);
  expect(mappings.current()).toHaveLength(BUILT_IN + 1);
  // The product's own of the same vendor stands back while the file lies there.
  put("own.json", file("generic", "mine/{device}"));
  expect(look(mappings)).toEqual([null, "taken"]);
  expect(topicsOf(mappings, "generic")).toEqual(["mine/{device}"]);
  for (const name of ["acme.json", "own.json"]) takeAway(name);
  expect(look(mappings)).toEqual([null, "taken"]);
  expect(topicsOf(mappings, "acme")).toBeNull();
  expect(topicsOf(mappings, "generic")).toEqual(["bedside/{device}/readings"]);
});

it("a file that is still being written is not read, nor what an editor keeps beside it", () => {
  const mappings = openMappings(data);
  const whole = file("acme", "a/{device}");
  for (const length of [20, 60, whole.length]) {
    put("acme.json", whole.slice(0, length));
    put(".acme.json", "{");
    put("acme.json~", "{");
    expect(mappings.look()).toBeNull();
  }
  expect(mappings.look()).toBe("taken");
  expect(mappings.refusal()).toBeNull();
});

it("a broken file is refused once with every place, and all that was in use stays until it is mended", () => {
  put("acme.json", file("acme", "a/{device}"));
  const mappings = openMappings(data);
  put("acme.json", file("acme", "b/{other}"));
  put("bell.json", "{}");
  put("cord.json", file("cord", "c/{device}"));
  expect(look(mappings)).toEqual([null, "refused"]);
  expect(look(mappings)).toEqual([null, null]);
  expect(mappings.refusal()?.file).toBe("acme.json, bell.json");
  const places = mappings.refusal()?.problems.join("\n");
  expect(places).toContain("acme.json: topics: b/{other} has no level {device}");
  for (const place of ["vendor", "device", "measures"]) expect(places).toContain(`bell.json: ${place}: `);
  expect(topicsOf(mappings, "acme")).toEqual(["a/{device}"]);
  expect(topicsOf(mappings, "cord")).toBeNull();
  put("acme.json", file("acme", "b/{device}"));
  takeAway("bell.json");
  expect(look(mappings)).toEqual([null, "taken"]);
  expect(mappings.refusal()).toBeNull();
  expect([topicsOf(mappings, "acme"), topicsOf(mappings, "cord")]).toEqual([["b/{device}"], ["c/{device}"]]);
});

it("two files of one vendor are refused, and the first stays", () => {
  put("one.json", file("acme", "a/{device}"));
  const mappings = openMappings(data);
  put("two.json", file("acme", "b/{device}"));
  expect(look(mappings)).toEqual([null, "refused"]);
  expect(mappings.refusal()).toMatchObject({ file: "two.json" });
  expect(topicsOf(mappings, "acme")).toEqual(["a/{device}"]);
});

it("a process that starts while a file is broken goes on with what was used last, and says so", () => {
  put("acme.json", file("acme", "a/{device}"));
  openMappings(data);
  put("acme.json", "not json");
  const again = openMappings(data);
  expect(topicsOf(again, "acme")).toEqual(["a/{device}"]);
  expect(again.refusal()).toMatchObject({ file: "acme.json" });
  expect(look(again)).toEqual([null, null]);
  put("acme.json", file("acme", "b/{device}"));
  expect(look(again)).toEqual([null, "taken"]);
  put("acme.json", "{");
  // What was taken in while it ran is what is used, not what it began with.
  expect(topicsOf(openMappings(data), "acme")).toEqual(["b/{device}"]);
});

it("a first start with a broken file is refused", () => {
  put("acme.json", "not json");
  expect(() => openMappings(data)).toThrow(MappingUnusable);
  writeFileSync(join(data, "device-mappings.used.json"), "{");
  expect(() => openMappings(data)).toThrow("acme.json: not JSON");
});

it("a folder that cannot be read leaves what was in use", () => {
  const mappings = openMappings(data);
  writeFileSync(join(data, "device-mappings"), "no folder");
  expect(look(mappings)).toEqual([null, "refused"]);
  expect(mappings.refusal()?.file).toBe("device-mappings");
  expect(mappings.current()).toHaveLength(BUILT_IN);
});
