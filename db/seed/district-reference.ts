/** What every district starts from: streets, catalogue, calendar and the sample policy. */
import { SAMPLE_POLICY } from "./policy-versions.ts";
import { CATALOGUE_VERSION, SERVICE_CATALOGUE, STREETS, WORK_CALENDAR } from "./reference-data.ts";

export const DISTRICT_REFERENCE = {
  streets: STREETS,
  catalogueVersion: CATALOGUE_VERSION,
  subtypes: SERVICE_CATALOGUE,
  calendar: WORK_CALENDAR,
  policies: [SAMPLE_POLICY],
};

/** The demonstration plays its visits without photographs, so its policy does not ask for them yet; the district can switch them on. */
export const DEMO_REFERENCE = {
  ...DISTRICT_REFERENCE,
  policies: [
    {
      ...SAMPLE_POLICY,
      ruleModes: { ...SAMPLE_POLICY.ruleModes, "R-PHOTO-MISSING": { mode: "off" as const, since: null } },
    },
  ],
};
