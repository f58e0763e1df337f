import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BedStepKind } from "#app/domain/family-beds/lifecycle.ts";
import { fen } from "#app/domain/money/fen.ts";
import { instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { applyForBed } from "#app/usecases/family-beds/apply-for-bed.server.ts";
import { fileBedDocument, openBedDocument } from "#app/usecases/family-beds/file-document.server.ts";
import { nameBedBody } from "#app/usecases/family-beds/name-body.server.ts";
import { linkOrganisations, recordOrganisation } from "#app/usecases/family-beds/organisations.server.ts";
import { recordBedPlan } from "#app/usecases/family-beds/record-plan.server.ts";
import { showBed } from "#app/usecases/family-beds/show-bed.server.ts";
import { showBeds, showWaitingList } from "#app/usecases/family-beds/show-beds.server.ts";
import { showBedProgress } from "#app/usecases/family-beds/show-progress.server.ts";
import { takeBedStep } from "#app/usecases/family-beds/take-step.server.ts";
import { syntheticCreditCode } from "#db/seed/demo/synthetic-numbers.ts";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import {
  DISTRICT_ROLE,
  FIRMS,
  hangReported,
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

const at = (actor: string, day = "2026-11-15") => ({
  ...district.context,
  ...{ actor, now: instant(`${day}T02:00:00Z`) },
});
const street = (day?: string) => at("user:street", day);
const office = (day?: string) => at("user:clerk", day);

const step = (
  bedNo: string,
  kind: BedStepKind,
  facts: unknown = {},
  changes: { note?: string | null; on?: string } = {},
) => ({
  ...{ bedNo, kind, facts, note: changes.note === undefined ? "意见" : changes.note },
  occurredOn: changes.on === undefined ? null : plainDate(changes.on),
});
const application = (elder: number) => ({
  ...{ elderNo: district.elders[elder]?.elderNo ?? "", channel: "phone" as const },
  ...{ applicant: null, consent: "录音 1", note: null },
});

describe("an application", () => {
  it("starts one bed for an elder, owed a review by a day, and no second one", async () => {
    const bedNo = await applyForBed(street("2026-11-10"), "operator", application(0));
    const bed = await showBed(street(), STREET_ROLE, bedNo);
    expect([bed.state, bed.appliedOn, bed.dueOn, bed.owedBy]).toEqual([
      "applied",
      "2026-11-10",
      "2026-11-17",
      "street",
    ]);
    expect(bed.events[0]).toMatchObject({ party: "elder", onBehalf: true, kind: "apply" });
    expect(await codeOf(applyForBed(street(), "operator", application(0)))).toBe("bed-elder-has-one");
  });

  it("is the elder's own at a kiosk, and nobody's who may not write for elders", async () => {
    const own = await applyForBed(at("elder:x"), "elder", { ...application(1), channel: "kiosk" });
    expect((await showBed(street(), STREET_ROLE, own)).events[0]).toMatchObject({ party: "elder", onBehalf: false });
    expect(await codeOf(applyForBed(street(), "care_worker", application(2)))).toBe("bed-party-wrong");
    expect(await codeOf(applyForBed(street(), "operator", { ...application(2), consent: " " }))).toBe(
      "bed-step-incomplete",
    );
  });

  it("of an elder of another street is not found", async () => {
    const elsewhere = district.elders.find((one) => one.streetId !== 1)?.elderNo ?? "";
    const narrow = {
      ...street(),
      scope: { streets: [identify<StreetId>(1)], provider: "all", worker: "all" } as const,
    };
    expect(await codeOf(applyForBed(narrow, STREET_ROLE, { ...application(2), elderNo: elsewhere }))).toBe("not-found");
  });
});

describe("a step", () => {
  it("needs its papers, its words, its party and a day that is possible", async () => {
    const bedNo = await playTo(district, 3, "applied");
    expect(await codeOf(takeBedStep(street(), STREET_ROLE, step(bedNo, "pass_street", { post: "x" })))).toBe(
      "bed-documents-missing",
    );
    expect(await codeOf(takeBedStep(office(), DISTRICT_ROLE, step(bedNo, "pass_street", { post: "x" })))).toBe(
      "bed-party-wrong",
    );
    expect(await codeOf(takeBedStep(street(), STREET_ROLE, step(bedNo, "return_papers", {}, { note: " " })))).toBe(
      "bed-note-missing",
    );
    const early = step(bedNo, "return_papers", {}, { on: "2026-08-31" });
    expect(await codeOf(takeBedStep(street(), STREET_ROLE, early))).toBe("bed-date-wrong");
    const ahead = step(bedNo, "return_papers", {}, { on: "2026-11-16" });
    expect(await codeOf(takeBedStep(street(), STREET_ROLE, ahead))).toBe("bed-date-wrong");
    expect(await codeOf(takeBedStep(office(), DISTRICT_ROLE, step(bedNo, "accept", {})))).toBe("bed-step-incomplete");
    const jump = { items: [{ itemNo: 1, passed: true }], devices: [{ serial: "1", online: true }] };
    expect(await codeOf(takeBedStep(office(), DISTRICT_ROLE, step(bedNo, "accept", jump)))).toBe("bed-cannot-accept");
    await takeBedStep(street(), STREET_ROLE, step(bedNo, "return_papers"));
    expect((await showBed(street(), STREET_ROLE, bedNo)).state).toBe("returned");
  });

  it("of assessment needs a covered grade and a named body", async () => {
    const bedNo = await playTo(district, 4, "street_reviewed");
    const papers = { bedNo, kind: "assessment_form", title: "", itemNo: null, archiveNo: "A-1", bytes: null };
    await fileBedDocument(street(), memoryBlobs(), papers);
    const grade = (value: number) => step(bedNo, "assess", { grade: value, assessors: ["甲", "乙"] });
    expect(await codeOf(takeBedStep(street(), STREET_ROLE, grade(0)))).toBe("bed-grade-not-covered");
    expect(await codeOf(takeBedStep(street(), STREET_ROLE, grade(3)))).toBe("bed-bodies-not-named");
    await nameBedBody(office(), { bedNo, role: "assessment", creditCode: FIRMS.assessment });
    await takeBedStep(street(), STREET_ROLE, grade(3));
    expect((await showBed(street(), STREET_ROLE, bedNo)).grade).toBe(3);
  });

  it("out of publicity waits for its last day", async () => {
    const bedNo = await playTo(district, 5, "in_publicity");
    const until = (await showBed(street(), STREET_ROLE, bedNo)).publicityUntil ?? "";
    const clear = (on: string) => takeBedStep(street(), STREET_ROLE, step(bedNo, "clear_publicity", {}, { on }));
    expect(await codeOf(clear(until))).toBe("bed-publicity-running");
    expect(await codeOf(clear("2026-09-20"))).toBe("done");
  });
});

describe("a publicity", () => {
  it("lasts the days of the policy at least", async () => {
    const bedNo = await playTo(district, 13, "district_approved");
    const notice = { bedNo, kind: "publicity_notice", title: "", itemNo: null, archiveNo: "1", bytes: null };
    await fileBedDocument(street(), memoryBlobs(), notice);
    const until = (day: string) =>
      takeBedStep(street(), STREET_ROLE, step(bedNo, "publish", { until: day }, { on: "2026-11-10" }));
    expect(await codeOf(until("2026-11-16"))).toBe("bed-publicity-short");
    expect(await codeOf(until("2026-11-17"))).toBe("done");
  });
});

describe("bodies", () => {
  const name = (
    bedNo: string,
    role: "survey" | "works" | "acceptance" | "provider" | "assessment",
    creditCode: string,
  ) => codeOf(nameBedBody(office(), { bedNo, role, creditCode }));

  it("are pairwise different, and assessors are not of the serving provider", async () => {
    const bedNo = await playTo(district, 6, "surveyed");
    expect(await name(bedNo, "works", FIRMS.survey)).toBe("bed-bodies-apart");
    expect(await name(bedNo, "works", FIRMS.acceptance)).toBe("bed-bodies-apart");
    await recordOrganisation(office(), { name: "机构", creditCode: district.providerCode });
    await linkOrganisations(office(), {
      first: FIRMS.assessment,
      second: district.providerCode,
      basis: "branch",
      note: "公示",
    });
    expect(await name(bedNo, "provider", district.providerCode)).toBe("bed-bodies-apart");
    expect(await name(bedNo, "provider", district.otherProviderCode)).toBe("done");
    expect(await name(bedNo, "works", FIRMS.spare)).toBe("done");
  });

  it("must have a right code, and be known", async () => {
    const bedNo = await playTo(district, 7, "planned");
    expect(await name(bedNo, "works", "91320699MA000004XE")).toBe("organisation-code-wrong");
    expect(await name(bedNo, "works", syntheticCreditCode("91", 555_555))).toBe("organisation-unknown");
    expect(await name(bedNo, "provider", FIRMS.spare)).toBe("organisation-unknown");
  });

  it("that prove linked later stop the bed until one is replaced", async () => {
    const [builder, checker] = [syntheticCreditCode("91", 600_011), syntheticCreditCode("91", 600_012)];
    for (const creditCode of [builder, checker]) await recordOrganisation(office(), { name: creditCode, creditCode });
    const firms = { ...FIRMS, works: builder, acceptance: checker, provider: district.otherProviderCode };
    const bedNo = await playTo(district, 8, "in_acceptance", { firms });
    await linkOrganisations(office(), { first: builder, second: checker, basis: "owner", note: "工商登记" });
    const bed = await showBed(office(), DISTRICT_ROLE, bedNo);
    expect(
      bed.bodies
        .filter((one) => one.isQuestioned)
        .map((one) => one.role)
        .sort(),
    ).toEqual(["acceptance", "works"]);
    for (const kind of ["acceptance_protocol", "family_signature"])
      await fileBedDocument(office(), memoryBlobs(), {
        bedNo,
        kind,
        title: "",
        itemNo: null,
        archiveNo: "1",
        bytes: null,
      });
    await hangReported(district, office(), 8);
    const passed = { items: bed.works?.items.map(({ itemNo }) => ({ itemNo, passed: true })) };
    expect(await codeOf(takeBedStep(office(), DISTRICT_ROLE, step(bedNo, "accept", passed)))).toBe("bed-bodies-apart");
    expect(await name(bedNo, "acceptance", FIRMS.acceptance)).toBe("done");
    // The works body that was linked is questioned still: it is named anew by who checks the link.
    expect(await name(bedNo, "works", builder)).toBe("done");
    expect(await codeOf(takeBedStep(street(), DISTRICT_ROLE, step(bedNo, "accept", passed)))).toBe("bed-second-person");
    expect(await codeOf(takeBedStep(office(), DISTRICT_ROLE, step(bedNo, "accept", passed)))).toBe("done");
    expect((await showBed(office(), DISTRICT_ROLE, bedNo)).countedOn).toBe("2026-11-15");
    expect(await name(bedNo, "works", FIRMS.spare)).toBe("closed-for-changes");
  });
});

describe("works and acceptance", () => {
  it("take the items of the plan, with a photograph of each before and after", async () => {
    const bedNo = await playTo(district, 9, "building", { firms: { ...FIRMS, provider: district.otherProviderCode } });
    await fileBedDocument(street(), memoryBlobs(), {
      ...{ bedNo, kind: "purchase_list", title: "", itemNo: null, archiveNo: "1", bytes: null },
    });
    const report = (itemNo: number) =>
      step(bedNo, "report_works", {
        items: [{ itemNo, brand: "x", quantity: 1, costFen: "100" }],
        devices: [{ kind: "smoke", serial: "9" }],
      });
    expect(await codeOf(takeBedStep(street(), STREET_ROLE, report(30)))).toBe("bed-plan-wrong");
    expect(await codeOf(takeBedStep(street(), STREET_ROLE, report(17)))).toBe("bed-item-photos-missing");
    const steps = (await showBed(street(), STREET_ROLE, bedNo)).steps;
    expect(steps.find((one) => one.kind === "report_works")?.missingPhotos).toContain("before-17");
  });

  it("keep every version of a plan, and agree only on the newest", async () => {
    const bedNo = await playTo(district, 10, "planned", { firms: { ...FIRMS, provider: district.otherProviderCode } });
    const items = [{ itemNo: 13, quantity: 2, unitPriceFen: fen(12_000n) }];
    const devices = [{ kind: "smoke", quantity: 1 }];
    expect(await recordBedPlan(street(), { bedNo, items, devices, servicePlan: "x" })).toBe(2);
    expect(await codeOf(takeBedStep(street(), STREET_ROLE, step(bedNo, "revise_plan", { version: 3 })))).toBe(
      "bed-plan-missing",
    );
    await takeBedStep(street(), STREET_ROLE, step(bedNo, "revise_plan", { version: 2 }));
    const { plans, planVersion } = await showBed(street(), STREET_ROLE, bedNo);
    expect([planVersion, plans.map((one) => one.subsidyFen)]).toEqual([2, [324_000n, 24_000n]]);
    expect(plans[1]?.changes.map(({ itemNo, change }) => [itemNo, change])).toEqual([
      [10, "removed"],
      [13, "changed"],
      [17, "removed"],
    ]);
  });
});

describe("papers", () => {
  it("are kept as pictures or PDF, opened by whoever may see the bed, and nothing else is taken", async () => {
    const blobs = memoryBlobs();
    const bedNo = await playTo(district, 11, "applied");
    const pdf = new TextEncoder().encode("%PDF-1.4 示例");
    const paper = { bedNo, kind: "consent", title: "同意书.pdf", itemNo: null, archiveNo: null };
    await fileBedDocument(street(), blobs, { ...paper, bytes: pdf });
    expect(await codeOf(fileBedDocument(street(), blobs, { ...paper, bytes: new Uint8Array([1, 2, 3]) }))).toBe(
      "document-unusable",
    );
    expect(await codeOf(fileBedDocument(street(), blobs, { ...paper, bytes: null }))).toBe("bed-step-incomplete");
    const [kept] = (await showBed(street(), STREET_ROLE, bedNo)).documents;
    const opened = await openBedDocument(street(), blobs, { bedNo, documentId: kept?.id ?? "" });
    expect([opened.mediaType, [...opened.bytes]]).toEqual(["application/pdf", [...pdf]]);
  });
});

describe("the overview", () => {
  it("counts accepted beds only, street by street, and lists who waits in the published order", async () => {
    await playTo(district, 12, "waiting", { pace: 2 });
    const progress = await showBedProgress(office());
    expect(progress.target).toBe(400);
    expect(progress.counted).toBe(1);
    expect(progress.streets.reduce((sum, one) => sum + one.counted, 0)).toBe(1);
    const waiting = await showWaitingList(office());
    expect(waiting.rows.map((one) => one.state)).toEqual(["waiting"]);
    const late = await showBeds(office(), { state: null, streetId: null, onlyOverdue: true });
    expect(late.rows.every((one) => (one.dueOn ?? "9") < "2026-11-15")).toBe(true);
    expect(late.rows.length).toBeGreaterThan(0);
  });
});
