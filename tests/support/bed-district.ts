/** A small district with firms and one bed that can be brought to any state, played by the demonstration's own course. */
import type { BedState } from "#app/domain/family-beds/lifecycle.ts";
import { fen } from "#app/domain/money/fen.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { playBed, type BedStory } from "#app/usecases/demo/bed-course.server.ts";
import { hangAndTest } from "#app/usecases/demo/demo-home.server.ts";
import { readBedRules } from "#app/usecases/family-beds/bed-policy.server.ts";
import { recordOrganisation } from "#app/usecases/family-beds/organisations.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listBedCandidates } from "#db/queries/bed-elders.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { syntheticCreditCode } from "#db/seed/demo/synthetic-numbers.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { seededDatabase, testContext } from "./database.ts";
import { loadSmallDistrict, testCrypto } from "./small-district.ts";

/** Codes of firms that stand alone until a test links them. */
export const FIRMS = {
  survey: syntheticCreditCode("91", 600_001),
  works: syntheticCreditCode("91", 600_002),
  acceptance: syntheticCreditCode("91", 600_003),
  assessment: syntheticCreditCode("91", 600_004),
  spare: syntheticCreditCode("91", 600_005),
} as const;

export const STREET_ROLE = "street_lead";
export const DISTRICT_ROLE = "district_clerk";

export type BedDistrict = {
  readonly database: Database;
  readonly context: Context;
  /** Elders who may apply, each for one bed. */
  readonly elders: readonly { readonly elderNo: string; readonly streetId: number; readonly grade: number }[];
  readonly providerCode: string;
  readonly otherProviderCode: string;
};

export async function openBedDistrict(): Promise<BedDistrict> {
  const clerk = (of: Database) => testContext(of, { actor: "user:clerk" });
  const database = await seededDatabase("beds", async (empty) => {
    await loadSmallDistrict(empty, 80);
    for (const [name, creditCode] of Object.entries(FIRMS))
      await recordOrganisation(clerk(empty), { name, creditCode });
  });
  const context = clerk(database);
  return inReading(context, async (unit) => {
    const [first, second] = await listProviders(unit);
    return {
      ...{ database, context, elders: await listBedCandidates(unit) },
      ...{ providerCode: first?.creditCode ?? "", otherProviderCode: second?.creditCode ?? "" },
    };
  });
}

/** The days on which the played bed gets there: applied on 1 September 2026, in service from 13 October. */
export const APPLIED_ON = plainDate("2026-09-01");
export const TODAY = plainDate("2026-11-15");

export function storyOf(district: BedDistrict, elder: number, changes: Partial<BedStory> = {}): BedStory {
  const { elderNo, grade } = district.elders[elder] ?? { elderNo: "", grade: 0 };
  return {
    ...{ elderNo, grade, channel: "kiosk", appliedOn: APPLIED_ON, until: "active", pace: 1, later: [] },
    heardUntil: TODAY,
    firms: { ...FIRMS, provider: district.providerCode },
    items: [
      { itemNo: 13, quantity: 4, unitPriceFen: fen(12_000n) },
      { itemNo: 17, quantity: 1, unitPriceFen: fen(26_000n) },
      { itemNo: 10, quantity: 1, unitPriceFen: fen(300_000n) },
    ],
    serials: [
      { kind: "sos_button", serial: `S-${elder}-1` },
      { kind: "smoke", serial: `S-${elder}-2` },
    ],
    ...changes,
  };
}

/** Plays a bed to a state. @returns its number */
export async function playTo(
  district: BedDistrict,
  elder: number,
  until: BedState,
  changes: Partial<BedStory> = {},
): Promise<string> {
  const story = storyOf(district, elder, { until, ...changes });
  return inTransaction(district.context, async (unit) =>
    playBed(unit, { rules: await readBedRules(unit), crypto: testCrypto }, { story, today: TODAY }),
  );
}

/** Hangs the devices that a played bed reports, and lets the test of each arrive. */
export async function hangReported(district: BedDistrict, context: Context, elder: number): Promise<void> {
  const { elderNo, serials } = storyOf(district, elder);
  await inTransaction(context, (unit) =>
    hangAndTest(unit, { actor: context.actor, crypto: testCrypto }, { elderNo, devices: serials }),
  );
}
