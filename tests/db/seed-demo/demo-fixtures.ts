/** The demonstration district of the tests: December 2026 with the files written on 15 November. */
import { fen } from "#app/domain/money/fen.ts";
import type { ElderFacts } from "#app/domain/elders/elder.ts";
import type { ImportContext } from "#app/domain/imports/import-context.ts";
import type { ElderRecord } from "#app/domain/imports/elder-rows.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { SERVICE_CATALOGUE, STREETS } from "#db/seed/reference-data.ts";

export const MONTH = plainMonth("2026-12");
export const TODAY = plainDate("2026-11-15");

export const district = generateDemoDistrict({ seed: 1, month: MONTH, today: TODAY });

export const importContext: ImportContext = {
  asOf: TODAY,
  district: { code: "320613", names: ["崇川区", "南通市崇川区", "江苏省南通市崇川区"] },
  streets: STREETS,
  communities: [],
  subtypes: SERVICE_CATALOGUE,
  providers: district.records.providers,
  contracts: [],
  payments: [],
  ownStreets: "all",
  priceFloorFen: fen(3000),
  priceCapFen: fen(5000),
};

/** The facts eligibility is judged by, as an import stores them. */
export function factsOf(elder: ElderRecord): ElderFacts {
  return {
    birthOn: elder.birthOn,
    sex: elder.sex,
    idNumberValid: true,
    duplicateOf: null,
    hukouDistrict: elder.registeredDistrict,
    livesInDistrict: true,
    residenceSince: elder.residentSince,
    assistance: [elder.assistance],
    assessments:
      elder.assessment === null
        ? []
        : [
            {
              assessedOn: elder.assessment.assessedOn,
              validUntil: elder.assessment.expiresOn,
              grade: elder.assessment.grade,
            },
          ],
    absences: elder.absences,
    benefits: elder.benefits.map(({ name, from, to }) => ({
      benefit: name,
      from,
      to,
      exclusive: name.includes("互斥"),
    })),
    deathOn: elder.diedOn,
    consentOn: elder.consentOn,
    declinedOn: null,
    approvedOn: null,
  };
}
