/** Stored rows of an elder as the dated facts that eligibility is judged by. */
import { ASSISTANCE_KINDS } from "#app/domain/elders/assistance-status.ts";
import type { AbsenceKind, ElderFacts } from "#app/domain/elders/elder.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { ElderWithFacts } from "#db/repositories/elders.ts";

const dateOrNull = (text: string | null): PlainDate | null => (text === null ? null : plainDate(text));

/** An identity number is checked before it is stored, and a second file of the same person is refused by the database. */
export function elderFactsOf(found: ElderWithFacts): ElderFacts {
  const { elder } = found;
  return {
    birthOn: plainDate(elder.birthOn),
    sex: elder.sex === "male" ? "male" : "female",
    idNumberValid: true,
    duplicateOf: null,
    hukouDistrict: elder.hukouDistrict,
    ...(elder.hukouUntil !== null && { hukouPeriod: { from: null, to: plainDate(elder.hukouUntil) } }),
    livesInDistrict: true,
    residenceSince: dateOrNull(elder.residenceSince),
    assistance: found.assistance.map((status) => ({
      kind: ASSISTANCE_KINDS.find((kind) => kind === status.kind) ?? "none",
      from: dateOrNull(status.fromOn),
      to: dateOrNull(status.toOn),
    })),
    assessments: found.assessments.map((one) => ({
      assessedOn: plainDate(one.assessedOn),
      validUntil: dateOrNull(one.validUntil),
      grade: one.grade,
    })),
    absences: found.absences.map((one) => ({
      kind: one.kind as AbsenceKind,
      from: plainDate(one.fromOn),
      to: dateOrNull(one.toOn),
    })),
    benefits: found.benefits.map((one) => ({
      benefit: one.benefit,
      exclusive: one.exclusive,
      from: dateOrNull(one.fromOn),
      to: dateOrNull(one.toOn),
    })),
    deathOn: dateOrNull(elder.deathOn),
    consentOn: dateOrNull(elder.consentOn),
    declinedOn: dateOrNull(elder.declinedOn),
    approvedOn: dateOrNull(elder.approvedOn),
  };
}

/** The grade of the newest assessment made by the date; null without one. */
export function gradeOn(found: ElderWithFacts, on: PlainDate): number | null {
  const made = found.assessments
    .filter((one) => one.assessedOn <= on)
    .sort((left, right) => (left.assessedOn < right.assessedOn ? 1 : -1));
  return made[0]?.grade ?? null;
}
