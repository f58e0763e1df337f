/**
 * The demonstration district: clearly synthetic people, organisations and homes, the same for the same seed on every machine.
 * Records and the rows of the office's files say the same thing, so that loading the records equals importing the files.
 */
import type { ElderRecord } from "#app/domain/imports/elder-rows.ts";
import type { FacilityRecord } from "#app/domain/imports/facility-rows.ts";
import type { ProviderRecord } from "#app/domain/imports/provider-rows.ts";
import type { WorkerRecord } from "#app/domain/imports/worker-rows.ts";
import type { WrittenCell, WrittenNames } from "#app/domain/imports/written-rows.ts";
import { writtenElder, writtenFacility, writtenProvider, writtenWorker } from "#app/domain/imports/written-rows.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import { STREETS } from "#db/seed/reference-data.ts";
import { demoElders } from "./elders.ts";
import { demoCommunities, demoFacilities } from "./places.ts";
import { demoProviders } from "./providers.ts";
import { SyntheticNumbers } from "./synthetic-numbers.ts";
import { demoWorkers } from "./workers.ts";

export type DemoRow = Readonly<Record<string, WrittenCell>>;

export type DemoDistrict = {
  /** Rows of the four files by column key. */
  readonly facilities: readonly DemoRow[];
  readonly providers: readonly DemoRow[];
  readonly workers: readonly DemoRow[];
  readonly elders: readonly DemoRow[];
  /** The same as records, as an import of the files reads them. */
  readonly records: {
    readonly facilities: readonly FacilityRecord[];
    readonly providers: readonly ProviderRecord[];
    readonly workers: readonly WorkerRecord[];
    readonly elders: readonly ElderRecord[];
  };
  /** Eligibility reason code by identity number, for the candidates that are not eligible on any day of the month. */
  readonly exclusions: ReadonlyMap<string, string>;
};

export type DemoRequest = {
  readonly seed: string | number;
  /** The month that is to be planned; the month before can be planned with the same people. */
  readonly month: PlainMonth;
  /** The day the files were written; default is the day before the month. */
  readonly today?: PlainDate;
};

/** Generates the district: 16 streets, 209 facilities, 24 providers, 160 care workers, 1,500 candidates. */
export function generateDemoDistrict(request: DemoRequest): DemoDistrict {
  const seed = String(request.seed);
  const first = firstDateOf(request.month);
  const numbers = new SyntheticNumbers();
  const communities = demoCommunities(seed);
  const facilities = demoFacilities(seed, communities, numbers);
  const providers = demoProviders(seed, request.month, numbers);
  const workers = demoWorkers(seed, request.month, providers, numbers);
  const elders = demoElders({
    seed,
    first,
    today: request.today ?? addDays(first, -1),
    communities,
    providers,
    workers,
    numbers,
  });
  const records = {
    facilities,
    providers: providers.map((provider) => provider.record),
    workers,
    elders: elders.map((elder) => elder.record),
  };
  return {
    ...writtenRows(records),
    records,
    exclusions: new Map(
      elders.flatMap(({ record, exclusion }) => (exclusion === null ? [] : [[record.idNumber, exclusion]])),
    ),
  };
}

function writtenRows(
  records: DemoDistrict["records"],
): Pick<DemoDistrict, "facilities" | "providers" | "workers" | "elders"> {
  const names: WrittenNames = {
    streets: new Map(STREETS.map((street) => [street.slug, street.nameZh])),
    providers: new Map(records.providers.map((provider) => [provider.creditCode, provider.name])),
  };
  return {
    facilities: records.facilities.map((facility) => writtenFacility(facility, names)),
    providers: records.providers.flatMap(({ contracts, ...facts }) =>
      contracts.map((contract) => writtenProvider({ ...facts, contract }, names)),
    ),
    workers: records.workers.map((worker) => writtenWorker(worker, names)),
    elders: records.elders.map((elder) => writtenElder(elder, names)),
  };
}
