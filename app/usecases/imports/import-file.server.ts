/**
 * Imports one of the office's files: reads, checks every row, and stores all or nothing. A dry run does everything but store.
 * The same file twice changes nothing; a changed row becomes the next version with its history.
 */
import { elderRows } from "#app/domain/imports/elder-rows.ts";
import { facilityRows } from "#app/domain/imports/facility-rows.ts";
import type { ImportContext, ImportProgress } from "#app/domain/imports/import-context.ts";
import { joinProviders, providerRows } from "#app/domain/imports/provider-rows.ts";
import { readImport, type ImportReading } from "#app/domain/imports/read-import.ts";
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { workerRows } from "#app/domain/imports/worker-rows.ts";
import { fen } from "#app/domain/money/fen.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listPolicyVersions, listStreets, listSubtypes } from "#db/repositories/reference.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import type { ImportKind, ImportOutcome, StoredCounts } from "./import-outcome.ts";
import { storeElders } from "./store-elders.server.ts";
import { storeFacilities, storeProviders, storeWorkers } from "./store-workforce.server.ts";

/** Names that people write for the first district; another district is other data. */
const DISTRICT_NAMES: Readonly<Record<string, readonly string[]>> = {
  "320613": ["崇川区", "南通市崇川区", "江苏省南通市崇川区"],
};

async function importContext(unit: Unit, districtSchema: string): Promise<ImportContext> {
  const asOf = localDateOf(unit.now);
  const streets = await listStreets(unit);
  const { parameters } = policyInForce(await listPolicyVersions(unit), asOf);
  const code = districtSchema.replace("district_", "");
  return {
    asOf,
    district: { code, names: DISTRICT_NAMES[code] ?? [] },
    streets,
    communities: [],
    subtypes: await listSubtypes(unit, CATALOGUE_IN_FORCE),
    providers: await listProviders(unit),
    priceFloorFen: fen(parameters.visit_price_floor_fen),
    priceCapFen: parameters.visit_price_cap_fen === null ? null : fen(parameters.visit_price_cap_fen),
  };
}

export type ImportRequest = {
  readonly kind: ImportKind;
  readonly sheets: readonly SheetRows[];
  readonly apply: boolean;
  readonly onProgress?: ImportProgress;
};

type Store = (
  unit: Unit,
  keys: { crypto: CryptoProvider; streetIds: ReadonlyMap<string, number>; actor: string },
) => Promise<StoredCounts>;
type Read = {
  readonly reading: Pick<ImportReading<unknown>, "rowCount" | "problems" | "refused">;
  readonly store: Store;
};

function read(request: ImportRequest, context: ImportContext): Read {
  const { sheets, onProgress } = request;
  switch (request.kind) {
    case "elders": {
      const reading = readImport(sheets, elderRows(context), onProgress);
      return { reading, store: (unit, keys) => storeElders(unit, reading.rows, keys) };
    }
    case "providers": {
      const reading = readImport(sheets, providerRows(context), onProgress);
      return { reading, store: (unit, keys) => storeProviders(unit, joinProviders(reading.rows), keys) };
    }
    case "workers": {
      const reading = readImport(sheets, workerRows(context), onProgress);
      return { reading, store: (unit, keys) => storeWorkers(unit, reading.rows, keys) };
    }
    case "facilities": {
      const reading = readImport(sheets, facilityRows(context), onProgress);
      return { reading, store: (unit, keys) => storeFacilities(unit, reading.rows, keys) };
    }
  }
}

/** @returns what was or would be stored; problems when the file is refused, and then the database is unchanged. */
export async function importFile(
  context: Context,
  crypto: CryptoProvider,
  request: ImportRequest,
): Promise<ImportOutcome> {
  return inTransaction(context, async (unit) => {
    const { reading, store } = read(request, await importContext(unit, context.database.districtSchema));
    const facts = { kind: request.kind, rowCount: reading.rowCount, problems: reading.problems };
    const none = { inserted: 0, updated: 0, unchanged: 0 };
    if (reading.refused) return { ...facts, ...none, state: "refused" };
    if (!request.apply) return { ...facts, ...none, state: "checked" };
    const streetIds = new Map((await listStreets(unit)).map((street) => [street.slug, street.id]));
    const counts = await store(unit, { crypto, streetIds, actor: context.actor });
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "import.apply",
      subjectType: "import",
      subjectId: request.kind,
      facts: { ...counts, rows: reading.rowCount },
    });
    return { ...facts, ...counts, state: "applied" };
  });
}
