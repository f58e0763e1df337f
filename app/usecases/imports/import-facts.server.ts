/** What a file is checked against, read from the district's database in the scope of who imports. */
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import type { ImportContext } from "#app/domain/imports/import-context.ts";
import { fen } from "#app/domain/money/fen.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { listPolicyVersions, readStreets, listSubtypes } from "#db/repositories/reference.ts";
import { listContracts, listProviders } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { importPayments } from "./store-bank-lines.server.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";

/** Names that people write for the first district; another district is other data. */
const DISTRICT_NAMES: Readonly<Record<string, readonly string[]>> = {
  "320613": ["崇川区", "南通市崇川区", "江苏省南通市崇川区"],
};

export type ImportFacts = {
  readonly context: ImportContext;
  /** The same text for the same facts: tells whether they moved between two readings. */
  readonly text: string;
};

/** Reads the facts as they stand in this unit of work. */
export async function importFacts(unit: Unit, districtSchema: string): Promise<ImportFacts> {
  const asOf = localDateOf(unit.now);
  const streets = await readStreets(unit);
  const { parameters } = policyInForce(await listPolicyVersions(unit), asOf);
  const code = districtSchema.replace("district_", "");
  const providers = await listProviders(unit);
  const creditCodes = new Map(providers.map((provider) => [provider.id, provider.creditCode]));
  const { streets: scope } = unit.scope;
  const context = {
    asOf,
    district: { code, names: DISTRICT_NAMES[code] ?? [] },
    streets: streets.map(({ slug, nameZh, nameEn, latitude, longitude }) => ({
      slug,
      nameZh,
      nameEn,
      latitude,
      longitude,
    })),
    communities: [],
    subtypes: (await listSubtypes(unit, CATALOGUE_IN_FORCE)).map(({ code: subtype, nameZh }) => ({
      code: subtype,
      nameZh,
    })),
    providers: providers.map(({ creditCode, name }) => ({ creditCode, name })),
    contracts: (await listContracts(unit)).map(({ contractNo, providerId }) => ({
      contractNo,
      creditCode: creditCodes.get(providerId) ?? "",
    })),
    payments: await importPayments(unit),
    ownStreets:
      scope === "all"
        ? ("all" as const)
        : streets.filter((street) => scope.some((id) => id === street.id)).map((street) => street.slug),
    priceFloorFen: fen(parameters.visit_price_floor_fen),
    priceCapFen: parameters.visit_price_cap_fen === null ? null : fen(parameters.visit_price_cap_fen),
  };
  return { context, text: canonicalText(context) };
}
