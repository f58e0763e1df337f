/** The papers and photographs of a family bed's file (一床一档), and which of them a step needs. */
import type { Instant } from "../time/instant.ts";

/** With an application: form, identity, registration, residence, aid, consent, and leave to check the economic situation. */
export const PAPERS_OF_APPLICATION = [
  "application_form",
  "identity_copy",
  "registration_copy",
  "residence_proof",
  "aid_certificate",
  "consent",
  "check_authorisation",
] as const;

/** The nine kinds that a home survey brings home. */
export const PHOTOS_OF_SURVEY = [
  "photo_elder",
  "photo_identity",
  "photo_door",
  "photo_living_room",
  "photo_bedroom",
  "photo_kitchen",
  "photo_toilet",
  "photo_bathroom",
  "photo_other",
] as const;

export const BED_DOCUMENT_KINDS = [
  ...PAPERS_OF_APPLICATION,
  "assessment_form",
  "publicity_notice",
  ...PHOTOS_OF_SURVEY,
  "floor_sketch",
  "plan_signature",
  "agreement",
  "purchase_list",
  "photo_before",
  "photo_after",
  "acceptance_protocol",
  "family_signature",
  "device_list",
  "device_return",
  "other",
] as const;
export type BedDocumentKind = (typeof BED_DOCUMENT_KINDS)[number];

/** Whether a word is a kind of document. */
export function isBedDocumentKind(text: string): text is BedDocumentKind {
  return (BED_DOCUMENT_KINDS as readonly string[]).includes(text);
}

export type FiledDocument = {
  readonly kind: BedDocumentKind;
  readonly addedAt: Instant;
  /** The retrofit item that a photograph shows; null for what belongs to the whole home. */
  readonly itemNo: number | null;
};

/**
 * Kinds that a gate still misses, in the order of the gate.
 * @param since a gate that is passed again takes no paper of before: the signature under the first plan agrees to no other; null takes all
 */
export function missingDocuments(
  needed: readonly BedDocumentKind[],
  filed: readonly Pick<FiledDocument, "kind" | "addedAt">[],
  since: Instant | null,
): BedDocumentKind[] {
  const there = new Set(filed.filter(({ addedAt }) => since === null || addedAt >= since).map(({ kind }) => kind));
  return needed.filter((kind) => !there.has(kind));
}

/** Items of a plan without a photograph before or after the works, as "before-13" and "after-13". */
export function missingItemPhotos(
  itemNos: readonly number[],
  filed: readonly Omit<FiledDocument, "addedAt">[],
): string[] {
  const shown = (kind: BedDocumentKind, itemNo: number) =>
    filed.some((one) => one.kind === kind && one.itemNo === itemNo);
  return itemNos.flatMap((itemNo) => [
    ...(shown("photo_before", itemNo) ? [] : [`before-${itemNo}`]),
    ...(shown("photo_after", itemNo) ? [] : [`after-${itemNo}`]),
  ]);
}
