import { describe, expect, it } from "vitest";
import {
  BED_DOCUMENT_KINDS,
  isBedDocumentKind,
  missingDocuments,
  missingItemPhotos,
  PAPERS_OF_APPLICATION,
  PHOTOS_OF_SURVEY,
} from "#app/domain/family-beds/documents.ts";
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
      { kind: "identity_copy", itemNo: null },
      { kind: "consent", itemNo: null },
    ] as const;
    expect(missingDocuments(PAPERS_OF_APPLICATION, filed)).toEqual([
      ...["application_form", "registration_copy", "residence_proof", "aid_certificate", "check_authorisation"],
    ]);
    expect(missingDocuments(["consent"], filed)).toEqual([]);
  });

  it("show each item before and after the works", () => {
    const filed = [
      { kind: "photo_before", itemNo: 13 },
      { kind: "photo_after", itemNo: 17 },
    ] as const;
    expect(missingItemPhotos([13, 17], filed)).toEqual(["after-13", "before-17"]);
  });
});
