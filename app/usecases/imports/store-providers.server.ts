/** Writes providers with their contracts: known by credit code, a contract by its number. */
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import type { ProviderRecord } from "#app/domain/imports/provider-rows.ts";
import { insertRevisions } from "#db/repositories/elders.ts";
import { listContracts, listProviders, saveProviders, type ProviderRow } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { compareRows, streetIdOf, type ComparedRows, type StoreKeys } from "./compare-rows.server.ts";
import { judgeAgain } from "../visits/judge-again.server.ts";
import { revisionOf } from "./revision-of.ts";

function providerRow(record: ProviderRecord, keys: StoreKeys, known: { id: string; version: number; digest: string }) {
  const seal = (column: string, value: string | null) =>
    value === null ? null : keys.crypto.encrypt(value, { table: "provider", column, row: known.id });
  return {
    id: known.id,
    version: known.version,
    rowDigest: known.digest,
    name: record.name,
    creditCode: record.creditCode,
    kind: record.kind,
    address: record.address,
    latitude: record.place.latitude,
    longitude: record.place.longitude,
    contactName: record.contactName,
    phoneCipher: seal("phone", record.contactPhone),
    bankName: record.bankName,
    bankAccountCipher: seal("bank_account", record.bankAccount),
    state: record.state,
  };
}

function contractRows(unit: Unit, record: ProviderRecord, keys: StoreKeys, providerId: string) {
  return record.contracts.map((contract) => ({
    id: unit.newId(),
    providerId,
    contractNo: contract.contractNo,
    fromOn: contract.from,
    toOn: contract.to,
    coversAllStreets: contract.allStreets,
    streetIds: contract.streets.map((slug) => streetIdOf(keys, slug)),
    coversAllSubtypes: contract.allSubtypes,
    subtypes: [...contract.subtypes],
    priceFen: contract.priceFen,
    monthlyCapacity: contract.monthlyCapacity,
  }));
}

/** Sorts providers against those on file. */
export async function compareProviders(
  unit: Unit,
  records: readonly ProviderRecord[],
): Promise<ComparedRows<ProviderRecord, ProviderRow>> {
  const known = new Map((await listProviders(unit)).map((row) => [row.creditCode, row]));
  const rows = records.map((record) => ({ record, text: canonicalText(record) }));
  return compareRows(rows, (record) => known.get(record.creditCode));
}

/** What the changed providers and their contracts were. Prices are kept as text, because history is JSON. */
async function keepHistory(unit: Unit, before: readonly ProviderRow[], actor: string): Promise<void> {
  const contracts = (await listContracts(unit)).map((row) => ({ ...row, priceFen: row.priceFen.toString() }));
  await insertRevisions(
    unit,
    before.map((row) => {
      const own = contracts.filter((contract) => contract.providerId === row.id);
      return revisionOf(unit, { subjectType: "provider", row: { ...row, contracts: own }, actor });
    }),
  );
}

/** Stores the compared providers. */
export async function storeProviders(
  unit: Unit,
  { rows }: ComparedRows<ProviderRecord, ProviderRow>,
  keys: StoreKeys,
): Promise<void> {
  await keepHistory(
    unit,
    rows.flatMap(({ before }) => before ?? []),
    keys.actor,
  );
  const placed = rows.map(({ record, digest, before }) => ({
    record,
    row: providerRow(record, keys, {
      id: before?.id ?? unit.newId(),
      version: (before?.version ?? 0) + 1,
      digest,
    }),
  }));
  await saveProviders(
    unit,
    placed.map(({ row }) => row),
    placed.flatMap(({ record, row }) => contractRows(unit, record, keys, row.id)),
  );
  await judgeAgain(unit, { of: "provider", ids: rows.flatMap(({ before }) => before?.id ?? []) });
}
