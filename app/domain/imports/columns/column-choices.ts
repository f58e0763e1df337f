/** Which words a coded column accepts, for the explanation in a template. */
import type { CodeNames } from "../cells/codes.ts";
import {
  ASSISTANCE_NAMES,
  DATUM_NAMES,
  FACILITY_KIND_NAMES,
  FUND_NAMES,
  GRADE_NAMES,
  LIVING_NAMES,
  PROVIDER_STATE_NAMES,
  SERVICE_MODE_NAMES,
  SEX_NAMES,
  STOP_NAMES,
} from "../cells/codes.ts";
import type { ImportFile } from "./column.ts";

type Names = CodeNames<string | number>;

const SHARED: Readonly<Record<string, Names>> = { datum: DATUM_NAMES, sex: SEX_NAMES, workerSex: SEX_NAMES };

const BY_FILE: Readonly<Record<ImportFile["kind"], Readonly<Record<string, Names>>>> = {
  elders: {
    assistance: ASSISTANCE_NAMES,
    grade: GRADE_NAMES,
    living: LIVING_NAMES,
    serviceMode: SERVICE_MODE_NAMES,
  },
  providers: { state: PROVIDER_STATE_NAMES },
  workers: {},
  facilities: { kind: FACILITY_KIND_NAMES },
  stops: { matter: STOP_NAMES },
  bank: {},
  claims: { fund: FUND_NAMES },
};

/** Code and first name of each accepted word; empty for a column that is not coded. */
export function columnChoices(file: ImportFile["kind"], key: string): readonly { code: string; name: string }[] {
  const names = BY_FILE[file][key] ?? SHARED[key] ?? [];
  return names.map(([code, name]) => ({ code: String(code), name }));
}
