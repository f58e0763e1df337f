/** One reading of a file's sheets, and how its records would be compared with what is on file and stored. */
import { setImmediate as afterOthers } from "node:timers/promises";
import { claimRows } from "#app/domain/imports/claim-rows.ts";
import { bankRows } from "#app/domain/imports/bank-rows.ts";
import { leftRows, takeBankLines } from "#app/domain/imports/bank-taking.ts";
import type { StopEffects } from "#app/domain/claims/stop-visit.ts";
import type { CanonicalValue } from "#app/domain/imports/canonical-text.ts";
import { elderRows, type ElderRecord } from "#app/domain/imports/elder-rows.ts";
import { facilityRows } from "#app/domain/imports/facility-rows.ts";
import type { ImportContext, ImportProgress } from "#app/domain/imports/import-context.ts";
import { quotedValue, type ImportProblem } from "#app/domain/imports/problem.ts";
import { joinProviders, providerRows } from "#app/domain/imports/provider-rows.ts";
import { importSteps, type ImportReading, type RowRules } from "#app/domain/imports/read-import.ts";
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { stopRows } from "#app/domain/imports/stop-rows.ts";
import { workerRows } from "#app/domain/imports/worker-rows.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { keyOfBytes } from "#db/repositories/batches.ts";
import { listEldersElsewhere } from "#db/repositories/elders.ts";
import type { Unit } from "#db/transaction.ts";
import { foreseeStops } from "../entitlement/stop-money.server.ts";
import type { ComparedRows, StoreKeys } from "./compare-rows.server.ts";
import type { BankEffects, ImportKind, StoredCounts, UploadEffects } from "./import-outcome.ts";
import { compareBankLines, storeBankLines } from "./store-bank-lines.server.ts";
import { compareClaims, storeClaims } from "./store-claims.server.ts";
import { compareElders, storeElders } from "./store-elders.server.ts";
import { compareFacilities, storeFacilities } from "./store-facilities.server.ts";
import { compareProviders, storeProviders } from "./store-providers.server.ts";
import { compareStops, storeStops } from "./store-stops.server.ts";
import { compareWorkers, storeWorkers } from "./store-workers.server.ts";

export type Comparison = {
  readonly counts: StoredCounts;
  /** Problems that only the database knows. */
  readonly problems: readonly ImportProblem[];
  /** What a list that stops money would do; null for other files. */
  readonly effects: StopEffects | null;
  /** What came of the rows of a claim file. */
  readonly claims?: UploadEffects;
  /** What a bank's answer leaves out. */
  readonly bank?: BankEffects;
  /** Gives what was done beyond storing. */
  readonly store: (keys: StoreKeys) => Promise<StopEffects | null>;
};

export type RowsRead = {
  readonly reading: Omit<ImportReading<unknown>, "rows">;
  readonly compare: (unit: Unit, crypto: CryptoProvider) => Promise<Comparison>;
};

export type RowsToRead = {
  readonly kind: ImportKind;
  readonly sheets: readonly SheetRows[];
  /** The month whose claims the file holds; only claims have one. */
  readonly month?: PlainMonth | null;
  readonly onProgress?: ImportProgress;
};

/** Reads in steps of a hundred rows and lets the server answer others in between. */
async function inSteps<Key extends string, Entry extends CanonicalValue>(
  request: RowsToRead,
  rules: RowRules<Key, Entry>,
): Promise<ImportReading<Entry>> {
  const steps = importSteps(request.sheets, rules);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    request.onProgress?.(step.value.done, step.value.total);
    await afterOthers();
  }
}

function comparison<Entry, Known>(
  compared: ComparedRows<Entry, Known>,
  store: (keys: StoreKeys) => Promise<void>,
  problems: readonly ImportProblem[] = [],
): Comparison {
  const storeRows = async (keys: StoreKeys) => {
    await store(keys);
    return null;
  };
  return { counts: compared.counts, problems, effects: null, store: storeRows };
}

/** New persons of a street's roster who are on another street's: the street may not take them over. */
async function eldersElsewhere(
  unit: Unit,
  reading: ImportReading<ElderRecord>,
  crypto: CryptoProvider,
): Promise<ImportProblem[]> {
  const indexed = reading.rows.map((row) => ({ row, index: crypto.blindIndex(row.record.idNumber, "id-number") }));
  const elsewhere = await listEldersElsewhere(
    unit,
    indexed.map(({ index }) => index),
  );
  return indexed
    .filter(({ index }) => elsewhere.has(keyOfBytes(index)))
    .map(({ row }) => ({
      sheet: reading.sheet,
      row: row.rowNumber,
      column: reading.keyLetter,
      header: "身份证号",
      value: quotedValue(row.record.idNumber, "id-number"),
      code: "elder-elsewhere",
      level: "error",
      facts: {},
    }));
}

async function readBank(request: RowsToRead, context: ImportContext): Promise<RowsRead> {
  const { rules, faulty } = bankRows(context);
  const taking = takeBankLines(await inSteps(request, rules), faulty);
  const { reading, left } = taking;
  const counts = compareBankLines(reading);
  const store = (unit: Unit) => async (keys: StoreKeys) => {
    await storeBankLines(unit, reading, keys);
    return null;
  };
  const bank = { left, rows: leftRows(request.sheets, taking) };
  return {
    reading,
    compare: async (unit: Unit) => ({ counts, problems: [], effects: null, bank, store: store(unit) }),
  };
}

async function readClaims(request: RowsToRead): Promise<RowsRead> {
  const reading = await inSteps(request, claimRows());
  const compare = async (unit: Unit) => {
    const compared = await compareClaims(unit, reading, request.month ?? null);
    const { counts, problems, claims } = compared;
    const store = async (keys: StoreKeys) => {
      await storeClaims(unit, reading, compared, keys);
      return null;
    };
    return { counts, problems, effects: null, claims, store };
  };
  return { reading, compare };
}

/** Reads the sheets against the facts. Nothing is written. */
export async function readRows(request: RowsToRead, context: ImportContext): Promise<RowsRead> {
  switch (request.kind) {
    case "elders": {
      const reading = await inSteps(request, elderRows(context));
      const compare = async (unit: Unit, crypto: CryptoProvider) => {
        const compared = await compareElders(unit, reading.rows, crypto);
        const problems = await eldersElsewhere(unit, reading, crypto);
        return comparison(compared, (keys) => storeElders(unit, compared, keys), problems);
      };
      return { reading, compare };
    }
    case "providers": {
      const reading = await inSteps(request, providerRows(context));
      const compare = async (unit: Unit) => {
        const compared = await compareProviders(unit, joinProviders(reading.rows));
        return comparison(compared, (keys) => storeProviders(unit, compared, keys));
      };
      return { reading, compare };
    }
    case "workers": {
      const reading = await inSteps(request, workerRows(context));
      const compare = async (unit: Unit, crypto: CryptoProvider) => {
        const compared = await compareWorkers(unit, reading.rows, crypto);
        return comparison(compared, (keys) => storeWorkers(unit, compared, keys));
      };
      return { reading, compare };
    }
    case "facilities": {
      const reading = await inSteps(request, facilityRows(context));
      const compare = async (unit: Unit) => {
        const compared = await compareFacilities(unit, reading.rows);
        return comparison(compared, (keys) => storeFacilities(unit, compared, keys));
      };
      return { reading, compare };
    }
    case "bank":
      return readBank(request, context);
    case "claims":
      return readClaims(request);
    case "stops": {
      const reading = await inSteps(request, stopRows(context));
      const compare = async (unit: Unit, crypto: CryptoProvider) => {
        const compared = await compareStops(unit, reading, crypto);
        const { counts, problems } = compared;
        const effects = await foreseeStops(unit, compared.stops);
        return { counts, problems, effects, store: (keys: StoreKeys) => storeStops(unit, compared, keys) };
      };
      return { reading, compare };
    }
  }
}
