import { describe, expect, it } from "vitest";
import {
  BED_DOCUMENT_KINDS,
  isBedDocumentKind,
  missingDocuments,
  missingItemPhotos,
  PAPERS_OF_APPLICATION,
  PHOTOS_OF_SURVEY,
} from "#app/domain/family-beds/documents.ts";
import { instant } from "#app/domain/time/instant.ts";
import { BED_STEP_RULES, BED_STEPS } from "#app/domain/family-beds/lifecycle.ts";

describe("the papers of a bed", () => {
  it("hold nine kinds of survey photographs and a sketch", () => {
    expect(PHOTOS_OF_SURVEY).toHaveLength(9);
    expect(BED_STEP_RULES.survey.documents).toEqual([...PHOTOS_OF_SURVEY, "floor_sketch"]);
  });

  it("name every kind that a step needs", () => {
    const needed = BED_STEPS.flatMap((kind) => BED_STEP_RULES[kind].documents);
    expect(needed.filter((kind) => !isBedDocumentKind(kind))).toEqual([]);
    expect(new Set(BED_DOCUMENT_KINDS).size).toBe(BED_DOCUMENT_KINDS.length);
  });

  it("are missing in the order of the gate until they lie in the file", () => {
    const filed = [
      { kind: "identity_copy", addedAt: instant("2026-11-02T02:00:00Z") },
      { kind: "consent", addedAt: instant("2026-11-02T02:00:00Z") },
    ] as const;
    expect(missingDocuments(PAPERS_OF_APPLICATION, filed, null)).toEqual([
      ...["application_form", "registration_copy", "residence_proof", "aid_certificate", "check_authorisation"],
    ]);
    expect(missingDocuments(["consent"], filed, null)).toEqual([]);
    // Of a gate that is passed again, from its time on.
    expect(missingDocuments(["consent"], filed, instant("2026-11-02T02:00:00Z"))).toEqual([]);
    expect(missingDocuments(["consent"], filed, instant("2026-11-02T02:00:01Z"))).toEqual(["consent"]);
  });

  it("show each item before and after the works", () => {
    const filed = [
      { kind: "photo_before", itemNo: 13 },
      { kind: "photo_after", itemNo: 17 },
    ] as const;
    expect(missingItemPhotos([13, 17], filed)).toEqual(["after-13", "before-17"]);
  });
});
