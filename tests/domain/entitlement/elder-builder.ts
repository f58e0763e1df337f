/** An elder who meets every condition of the sample policy on any day of 2026; override one fact to break one. */
import type { ElderFacts } from "#app/domain/elders/elder.ts";
import { plainDate as day } from "#app/domain/time/plain-date.ts";

export function anElder(changes: Partial<ElderFacts> = {}): ElderFacts {
  return {
    birthOn: day("1940-05-01"),
    sex: "female",
    idNumberValid: true,
    duplicateOf: null,
    hukouDistrict: "320613",
    livesInDistrict: true,
    residenceSince: day("2000-01-01"),
    assistance: [{ kind: "dibao", from: day("2020-01-01"), to: null }],
    assessments: [{ assessedOn: day("2026-03-01"), validUntil: null, grade: 2 }],
    absences: [],
    benefits: [],
    deathOn: null,
    consentOn: day("2026-03-01"),
    declinedOn: null,
    approvedOn: null,
    ...changes,
  };
}
