/**
 * Family beds of the demonstration [示例]: some sixty over all states, each played step by step from its application on, so that every screen
 * has something to show and every figure a history. Organisations are synthetic. The same district and day give the same beds.
 */
import type { BedState } from "#app/domain/family-beds/lifecycle.ts";
import type { PlannedItem } from "#app/domain/family-beds/retrofit-budget.ts";
import { fen } from "#app/domain/money/fen.ts";
import { seededRandom, type Random } from "#app/domain/seeded-random.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listBedCandidates } from "#db/queries/bed-elders.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { readBedRules } from "../family-beds/bed-policy.server.ts";
import { recordOrganisation } from "../family-beds/organisations.server.ts";
import { decideSubsidyInUnit, proposeSubsidyInUnit } from "../family-beds/retrofit-subsidy.server.ts";
import { playBed, type BedStory, type PlayedStep } from "./bed-course.server.ts";
import { demoSerial } from "./demo-home.server.ts";
import { HUNG_DAYS } from "./play-devices.server.ts";

/** Synthetic organisations; the division in their codes was never given out. */
const FIRMS = [
  { task: "survey", name: "示例适老设计所", creditCode: "91320699MA7000018L" },
  { task: "survey", name: "示例居家环境评估中心", creditCode: "91320699MA7000026F" },
  { task: "works", name: "示例安居改造工程公司", creditCode: "91320699MA7000034A" },
  { task: "works", name: "示例康居设备公司", creditCode: "91320699MA70000425" },
  { task: "works", name: "示例暖阳装饰公司", creditCode: "91320699MA70000500" },
  { task: "acceptance", name: "示例质量检验中心", creditCode: "91320699MA7000069W" },
  { task: "acceptance", name: "示例第三方验收公司", creditCode: "91320699MA7000077P" },
  { task: "assessment", name: "示例能力评估中心", creditCode: "91320699MA7000085J" },
] as const;
type FirmTask = (typeof FIRMS)[number]["task"];

/** How many beds stop in which state, and after how many days of an even pace they get there. */
const STANDS: readonly (readonly [until: BedState, beds: number, days: number])[] = [
  ["active", 24, 42],
  ["accepted", 4, 40],
  ["in_acceptance", 4, 37],
  ["building", 6, 29],
  ["contracted", 3, 26],
  ["planned", 3, 22],
  ["surveyed", 2, 20],
  ["publicised", 2, 17],
  ["in_publicity", 4, 9],
  ["district_approved", 2, 8],
  ["waiting", 4, 7],
  ["assessed", 2, 6],
  ["street_reviewed", 2, 2],
  ["applied", 3, 0],
];

const BASIC: readonly (readonly [itemNo: number, most: number, yuan: number])[] = [
  [1, 1, 980],
  [2, 1, 460],
  [11, 1, 320],
  [13, 4, 120],
  [17, 1, 260],
  [24, 1, 90],
  [29, 1, 380],
];
const EXTRA: readonly (readonly [itemNo: number, yuan: number])[] = [
  [10, 2600],
  [20, 240],
  [25, 900],
  [16, 3800],
];

function itemsOf(random: Random): PlannedItem[] {
  const price = (yuan: number) => fen(BigInt(yuan) * 100n);
  const basic = random.shuffle(BASIC).slice(0, 3 + random.below(3));
  const extra = random.shuffle(EXTRA).slice(0, random.below(3));
  return [
    ...basic.map(([itemNo, most, yuan]) => ({
      ...{ itemNo, quantity: 1 + random.below(most), unitPriceFen: price(yuan) },
    })),
    ...extra.map(([itemNo, yuan]) => ({ itemNo, quantity: 1, unitPriceFen: price(yuan) })),
  ].sort((one, other) => one.itemNo - other.itemNo);
}

/** What happens to some beds in service: a stay in hospital that is over, one that lasts, a journey, an exit. */
function laterOf(index: number, daysInService: number): readonly PlayedStep[] {
  const suspend = (after: number, reason: string): PlayedStep => ({
    ...{ kind: "suspend", after, facts: () => ({ reason, until: null }) },
  });
  const resume = (after: number): PlayedStep => ({ kind: "resume", after, facts: () => ({}) });
  if (index % 6 === 1) return [suspend(Math.max(1, daysInService - 20), "hospital"), resume(9)];
  if (index % 6 === 3) return [suspend(Math.max(1, daysInService - 4), "hospital")];
  if (index % 12 === 5) return [suspend(Math.max(1, daysInService - 12), "travel"), resume(5)];
  if (index === 23)
    return [{ kind: "propose_exit", after: Math.max(1, daysInService - 6), facts: () => ({ reason: "institution" }) }];
  return [];
}

const CHANNELS = ["kiosk", "community", "phone", "on_behalf"] as const;

function storiesOf(
  candidates: readonly { readonly elderNo: string; readonly grade: number }[],
  providerCodes: readonly string[],
  today: PlainDate,
): BedStory[] {
  const chosen = candidates.values();
  return STANDS.flatMap(([until, beds, days]) =>
    Array.from({ length: beds }, (_, index): BedStory | null => {
      const next = chosen.next();
      if (next.done) return null;
      const { elderNo, grade } = next.value;
      const random = seededRandom(`${elderNo}|bed`);
      const inService = until === "active" ? 12 + random.below(70) : 1 + random.below(9);
      const pick = (task: FirmTask) => random.pick(FIRMS.filter((firm) => firm.task === task)).creditCode;
      return {
        ...{ elderNo, grade, until, pace: 1, channel: CHANNELS[(index + days) % CHANNELS.length] ?? "phone" },
        appliedOn: addDays(today, -(days + inService)),
        firms: {
          ...{ survey: pick("survey"), works: pick("works"), acceptance: pick("acceptance") },
          ...{ assessment: pick("assessment"), provider: random.pick(providerCodes) },
        },
        items: itemsOf(random),
        serials: ["sos_button", "sleep_mattress", "smoke"].map((kind) => ({
          ...{ kind, serial: demoSerial(elderNo, kind) },
        })),
        heardUntil: addDays(today, -HUNG_DAYS - 1),
        later: until === "active" ? laterOf(index, inService) : [],
      };
    }).filter((story) => story !== null),
  );
}

/** The first candidates of each street in turn, so that the map has something in every street. */
function spread<Row extends { readonly streetId: number }>(rows: readonly Row[]): Row[] {
  const rank = new Map<number, number>();
  return rows
    .map((row) => {
      const place = rank.get(row.streetId) ?? 0;
      rank.set(row.streetId, place + 1);
      return { row, place };
    })
    .sort((one, other) => one.place - other.place || one.row.streetId - other.row.streetId)
    .map(({ row }) => row);
}

/** Subsidies of accepted beds: most approved, the last ones still wait for a second person. */
const UNDECIDED = 3;

/** Plays the beds. @returns how many */
export async function playBeds(context: Context, crypto: CryptoProvider, today: PlainDate): Promise<number> {
  for (const { name, creditCode } of FIRMS)
    await recordOrganisation({ ...context, actor: "user:clerk" }, { name, creditCode });
  const { candidates, providerCodes, rules } = await inReading(context, async (unit) => ({
    candidates: spread(await listBedCandidates(unit)),
    providerCodes: (await listProviders(unit)).map((one) => one.creditCode).sort(),
    rules: await readBedRules(unit),
  }));
  const stories = storiesOf(candidates, providerCodes, today);
  const accepted: string[] = [];
  for (const story of stories) {
    const bedNo = await inTransaction(context, (unit) => playBed(unit, { rules, crypto }, { story, today }));
    if (story.until === "active" || story.until === "accepted") accepted.push(bedNo);
  }
  for (const [index, bedNo] of accepted.entries())
    await inTransaction(context, async (unit) => {
      await proposeSubsidyInUnit(unit, { actor: "user:clerk", rules }, bedNo);
      const isLast = index >= accepted.length - UNDECIDED;
      if (!isLast) await decideSubsidyInUnit(unit, "user:district", { bedNo, approve: true, note: "" });
    });
  return stories.length;
}
