import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeviceMessage } from "#app/domain/devices/reading.ts";
import { instant } from "#app/domain/time/instant.ts";
import { bindDevice, unbindDevice } from "#app/usecases/devices/register-device.server.ts";
import { fileBedDocument } from "#app/usecases/family-beds/file-document.server.ts";
import { showBed } from "#app/usecases/family-beds/show-bed.server.ts";
import { takeBedStep } from "#app/usecases/family-beds/take-step.server.ts";
import { DISTRICT_ROLE, hangReported, openBedDistrict, playTo, type BedDistrict } from "#tests/support/bed-district.ts";

import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { codeOf } from "#tests/support/refusal-code.ts";

let district: BedDistrict;

beforeAll(async () => {
  district = await openBedDistrict();
});
afterAll(async () => district.database.close());

const office = () => ({ ...district.context, actor: "user:clerk", now: instant("2026-11-15T02:00:00Z") });

const step = (bedNo: string, kind: "accept", facts: unknown) => ({ bedNo, kind, facts, note: null, occurredOn: null });

describe("acceptance", () => {
  let bedNo: string;
  const [button, smoke] = ["S-0-1", "S-0-2"];
  const hear = (...messages: DeviceMessage[]) => say(office(), ...messages);
  const checks = async () =>
    (await showBed(office(), DISTRICT_ROLE, bedNo)).deviceChecks.map(({ serial, lacks }) => [serial, ...lacks]);
  const accept = async (facts: object = {}) => {
    const { works } = await showBed(office(), DISTRICT_ROLE, bedNo);
    const items = works?.items.map(({ itemNo }) => ({ itemNo, passed: true }));
    return codeOf(takeBedStep(office(), DISTRICT_ROLE, step(bedNo, "accept", { items, ...facts })));
  };

  beforeAll(async () => {
    bedNo = await playTo(district, 0, "in_acceptance");
    for (const kind of ["acceptance_protocol", "family_signature"])
      await fileBedDocument(office(), memoryBlobs(), {
        ...{ bedNo, kind, title: "", itemNo: null, archiveNo: "1", bytes: null },
      });
  });

  it("takes the registry's word for the devices and nobody's tick", async () => {
    const ticked = { devices: [button, smoke].map((serial) => ({ serial, online: true })) };
    expect(await checks()).toEqual([
      [button, "not_registered"],
      [smoke, "not_registered"],
    ]);
    expect(await accept(ticked)).toBe("bed-devices-unproven");
  });

  it("wants each device in this home and not in another", async () => {
    await hangDevice(office(), {
      deviceNo: button,
      typeCode: "sos_button",
      elderNo: district.elders[0]?.elderNo ?? "",
    });
    await hangDevice(office(), { deviceNo: smoke, typeCode: "smoke", elderNo: district.elders[1]?.elderNo ?? "" });
    await hear(said(smoke, { smoke: true }));
    expect(await checks()).toEqual([
      [button, "not_heard", "not_tested"],
      [smoke, "not_bound"],
    ]);
  });

  it("wants each device heard and its test received, and keeps what was received", async () => {
    await hear(said(button, { sos: true }));
    await unbindDevice(later(office(), 1), { deviceNo: smoke, reason: "moved" });
    await bindDevice(later(office(), 2), { deviceNo: smoke, elderNo: district.elders[0]?.elderNo ?? "" });
    // What it said in the other home proves nothing here.
    expect(await checks()).toEqual([[button], [smoke, "not_tested"]]);
    expect(await accept()).toBe("bed-devices-unproven");
    await say(later(office(), 3), said(smoke, { smoke: true }));
    const afterwards = { ...office(), now: later(office(), 4).now };
    const items = (await showBed(office(), DISTRICT_ROLE, bedNo)).works?.items.map(({ itemNo }) => ({
      ...{ itemNo, passed: true },
    }));
    expect(await codeOf(takeBedStep(afterwards, DISTRICT_ROLE, step(bedNo, "accept", { items })))).toBe("done");
    const { events, countedOn, deviceChecks } = await showBed(office(), DISTRICT_ROLE, bedNo);
    expect([countedOn, deviceChecks]).toEqual(["2026-11-15", []]);
    expect(events.at(-1)?.body["devices"]).toEqual([
      { serial: button, online: true, deviceNo: button, testedAt: "2026-11-15T02:00:00.000Z" },
      { serial: smoke, online: true, deviceNo: smoke, testedAt: "2026-11-15T02:00:03.000Z" },
    ]);
  });

  it("does not count a device that was heard too long ago", async () => {
    const other = await playTo(district, 2, "in_acceptance");
    await hangReported(district, office(), 2);
    const lacksAt = async (seconds: number) =>
      (await showBed(later(office(), seconds), DISTRICT_ROLE, other)).deviceChecks.flatMap(({ lacks }) => lacks);
    expect(await lacksAt(30 * 60)).toEqual([]);
    expect(await lacksAt(30 * 60 + 1)).toEqual(["not_heard", "not_heard"]);
  });
});
