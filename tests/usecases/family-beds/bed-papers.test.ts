import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BedStepKind } from "#app/domain/family-beds/lifecycle.ts";
import { fen } from "#app/domain/money/fen.ts";
import { instant } from "#app/domain/time/instant.ts";
import { fileBedDocument } from "#app/usecases/family-beds/file-document.server.ts";
import { recordBedPlan } from "#app/usecases/family-beds/record-plan.server.ts";
import { showBed } from "#app/usecases/family-beds/show-bed.server.ts";
import { takeBedStep } from "#app/usecases/family-beds/take-step.server.ts";
import {
  DISTRICT_ROLE,
  FIRMS,
  openBedDistrict,
  playTo,
  STREET_ROLE,
  type BedDistrict,
} from "#tests/support/bed-district.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { codeOf } from "#tests/support/refusal-code.ts";

let district: BedDistrict;

beforeAll(async () => {
  district = await openBedDistrict();
});
afterAll(async () => district.database.close());

const at = (actor: string, day: string) => ({ ...district.context, actor, now: instant(`${day}T02:00:00Z`) });
const street = (day: string) => at("user:street", day);
const office = (day: string) => at("user:clerk", day);

const step = (bedNo: string, kind: BedStepKind, facts: unknown) => ({
  bedNo,
  kind,
  facts,
  note: "意见",
  occurredOn: null,
});

describe("papers", () => {
  const paper = (bedNo: string, kind: string) => ({
    bedNo,
    kind,
    title: "",
    itemNo: null,
    archiveNo: "1",
    bytes: null,
  });

  it("of a gate that is passed again are asked for anew: a signature under one plan agrees to no other", async () => {
    const bedNo = await playTo(district, 11, "planned", { firms: { ...FIRMS, provider: district.otherProviderCode } });
    const devices = [{ kind: "smoke", quantity: 1 }];
    const agree = (version: number, day: string) =>
      codeOf(takeBedStep(street(day), STREET_ROLE, step(bedNo, "revise_plan", { version })));
    const record = async (version: number, day: string) => {
      const items = [{ itemNo: 13, quantity: version, unitPriceFen: fen(12_000n) }];
      expect(await recordBedPlan(street(day), { bedNo, items, devices, servicePlan: "x" })).toBe(version);
    };
    const sign = (day: string) => fileBedDocument(street(day), memoryBlobs(), paper(bedNo, "plan_signature"));
    await record(2, "2026-11-16");
    await sign("2026-11-16");
    expect(await agree(2, "2026-11-17")).toBe("done");
    await record(3, "2026-11-18");
    const { steps } = await showBed(street("2026-11-18"), STREET_ROLE, bedNo);
    expect(steps.find(({ kind }) => kind === "revise_plan")?.missing).toEqual(["plan_signature"]);
    expect(await agree(3, "2026-11-18")).toBe("bed-documents-missing");
    await sign("2026-11-19");
    expect(await agree(3, "2026-11-19")).toBe("done");
  });

  it("of an acceptance that failed are none of the next one", async () => {
    const bedNo = await playTo(district, 7, "in_acceptance", {
      firms: { ...FIRMS, provider: district.otherProviderCode },
    });
    for (const kind of ["acceptance_protocol", "family_signature"])
      await fileBedDocument(office("2026-11-15"), memoryBlobs(), paper(bedNo, kind));
    const { works } = await showBed(office("2026-11-15"), DISTRICT_ROLE, bedNo);
    const items = works?.items ?? [];
    const demands = { items: items.slice(0, 1).map(({ itemNo }) => ({ itemNo, demand: "松动" })) };
    await takeBedStep(office("2026-11-16"), DISTRICT_ROLE, step(bedNo, "rework", demands));
    await takeBedStep(street("2026-11-17"), STREET_ROLE, step(bedNo, "report_works", works));
    const passed = { items: items.map(({ itemNo }) => ({ itemNo, passed: true })) };
    const accept = () => codeOf(takeBedStep(office("2026-11-18"), DISTRICT_ROLE, step(bedNo, "accept", passed)));
    expect(await accept()).toBe("bed-documents-missing");
    for (const kind of ["acceptance_protocol", "family_signature"])
      await fileBedDocument(office("2026-11-18"), memoryBlobs(), paper(bedNo, kind));
    // What is left is what the registry says of the devices.
    expect(await accept()).toBe("bed-devices-unproven");
  });
});
