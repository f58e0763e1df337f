/**
 * Loads the demonstration district into an empty database: the office's files through the import, a past month delivered and
 * verified, the current month in progress, and one sign-in for each role. A district with elders is left alone.
 */
import type { StaffRole } from "#app/domain/access/actor.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instantAt, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { addDays, daysBetween, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, lastDateOf, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { hashPassword } from "#app/integrations/crypto/password.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { findDemoWorker } from "#db/queries/demo-workers.ts";
import { insertUsers, type NewUser } from "#db/repositories/access.ts";
import { mapKnownElders } from "#db/repositories/elders.ts";
import type { ReferenceData } from "#db/repositories/reference.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { approveClaims } from "../claims/decide-claims.server.ts";
import { prepareClaims } from "../claims/prepare-claims.server.ts";
import { submitClaims } from "../claims/submit-claims.server.ts";
import { closeMonth } from "../reconciliation/close-month.server.ts";
import { knownToStreets } from "./street-knowledge.server.ts";
import { commitSampleSeed } from "../sampling/commit-seed.server.ts";
import { drawMonthSample } from "../sampling/draw-sample.server.ts";
import { judgeMonth } from "../entitlement/judge-month.server.ts";
import { importFile } from "../imports/import-file.server.ts";
import { prepareDistrict } from "../month/prepare-district.server.ts";
import { allocateMonth } from "../planning/allocate-month.server.ts";
import { planAndOfferMonth } from "../planning/plan-month.server.ts";
import { verifyMonth } from "../visits/verify-month.server.ts";
import { acceptMonthOffers } from "./answer-offers.server.ts";
import { writeDemoFiles, type DemoRows } from "./demo-files.server.ts";
import { fillCivicLife, type SampleLife } from "./fill-civic-life.server.ts";
import { leaveSomeToBook } from "./leave-some-to-book.server.ts";
import { rerouteSomeElders } from "./reroute-elders.server.ts";
import { linkFamilies } from "./link-families.server.ts";
import { playBeds } from "./play-beds.server.ts";
import { playCallBacks } from "./play-call-backs.server.ts";
import { playDevices } from "./play-devices.server.ts";
import { playDelivery } from "./play-delivery.server.ts";
import { followRunningDay } from "./play-running-day.server.ts";

/** Demonstration sign-ins; the password is printed at every start. */
export const DEMO_PASSWORD = "bedside-demo-2026";
export const DEMO_SIGN_INS: readonly {
  readonly loginName: string;
  readonly displayName: string;
  readonly role: StaffRole;
}[] = [
  { loginName: "district", displayName: "区养老科（示例）", role: "district_lead" },
  { loginName: "deputy", displayName: "区养老科副科长（示例）", role: "district_lead" },
  { loginName: "clerk", displayName: "区养老科经办（示例）", role: "district_clerk" },
  { loginName: "finance", displayName: "区财政（示例）", role: "finance" },
  { loginName: "street", displayName: "城东街道审核员（示例）", role: "street_lead" },
  { loginName: "provider", displayName: "服务机构负责人（示例）", role: "provider_manager" },
  { loginName: "worker", displayName: "护理员（示例）", role: "care_worker" },
  { loginName: "operator", displayName: "871-12345 坐席（示例）", role: "operator" },
  { loginName: "auditor", displayName: "审计（示例）", role: "auditor" },
];

export type DemoSource = {
  /** The day the demonstration stands on, played until nine; null means today, played until now and on by `followRunningDay`. */
  readonly today: PlainDate | null;
  readonly reference: ReferenceData;
  readonly rowsOf: (month: PlainMonth) => DemoRows;
  /** Activities, notices and tickets; none when left out. */
  readonly life?: SampleLife;
};

/** Minute of the day at which the demonstration's people have done what they do in the morning. */
const MORNING = 9 * 60;

/** The rows through the office's import. Refuses "demo-file-refused". */
export async function importDemoFiles(context: Context, crypto: CryptoProvider, rows: DemoRows): Promise<void> {
  for (const file of await writeDemoFiles(rows)) {
    const sheets = await readWorkbook(file.bytes, file.name);
    const outcome = await importFile(context, crypto, { kind: file.kind, sheets, apply: true });
    if (outcome.state === "refused")
      throw new Refusal("demo-file-refused", { file: file.name, problem: outcome.problems[0]?.code ?? null });
  }
}

async function offerMonth(planning: Context, month: PlainMonth): Promise<void> {
  await judgeMonth(planning, month);
  await allocateMonth(planning, month, "demo");
  await planAndOfferMonth(planning, month, "demo");
}

/** From so many days before a month on it is planned and offered: what is left of the old one would leave nothing to answer or to look ahead to. */
const OFFERED_AHEAD_DAYS = 7;

/**
 * Near a month's end the next one stands: every provider has answered but the demonstration's desk, which finds its offers. A few elders have
 * something to book in it, because the days that are left of the old one may offer nothing.
 */
async function offerNextMonth(context: Context, current: PlainMonth, today: PlainDate): Promise<void> {
  if (daysBetween(today, lastDateOf(current)) >= OFFERED_AHEAD_DAYS) return;
  const next = addMonths(current, 1);
  await offerMonth(context, next);
  const [desk] = await inTransaction(context, listProviders);
  await acceptMonthOffers(context, next, desk?.id);
  await leaveSomeToBook(context, next);
}

/** Nine o'clock of today, or of the third day after the month's end. */
export const playedUntil = (month: PlainMonth, today: PlainDate): Instant =>
  instantAt(lastDateOf(month) < today ? addDays(lastDateOf(month), 3) : today, MORNING);

/** A month as the demonstration plays it: planned, accepted, delivered until then, verified. */
export async function playMonth(context: Context, month: PlainMonth, until: Instant): Promise<void> {
  const planning = { ...context, now: instantAt(addDays(firstDateOf(month), -14), MORNING) };
  await offerMonth(planning, month);
  await acceptMonthOffers({ ...planning, now: plusMinutes(planning.now, 120) }, month);
  await playDelivery({ ...context, now: until }, month, "demo", until);
  await verifyMonth({ ...context, now: until }, month);
}

/** One sign-in for each role: of the first street, of the first provider, and of a care worker of it who has visits to make. */
export async function addDemoUsers(context: Context): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await inTransaction(context, async (unit) => {
    const [provider] = await listProviders(unit);
    const worker = provider ? await findDemoWorker(unit, provider.id, localDateOf(context.now)) : null;
    const users = DEMO_SIGN_INS.map((one): NewUser => ({
      ...one,
      passwordHash,
      ...(one.role === "street_lead" ? { streetId: 1 } : {}),
      ...(one.role === "provider_manager" && provider ? { providerId: provider.id } : {}),
      ...(one.role === "care_worker" && worker ? { providerId: worker.providerId, workerId: worker.id } : {}),
    }));
    await insertUsers(unit, users);
  });
}

/** Claims, the streets' decisions and the close of a past month, by synthetic people and a simulated bank. */
async function settlePastMonth(context: Context, month: PlainMonth): Promise<void> {
  await prepareClaims({ ...context, actor: "demo:provider" }, month);
  await submitClaims({ ...context, actor: "demo:provider" }, month);
  await approveClaims({ ...context, actor: "demo:street" }, month, await knownToStreets(context, month));
  await closeMonth(
    { ...context, actor: "demo:clerk" },
    {
      month,
      approvers: ["demo:lead", "demo:finance"],
      bank: "simulated",
      override: "演示数据：演示区在内置数据库上关账，审批人和银行均为虚构",
    },
  );
}

/** The value of a demonstration is no secret: it can be made again from the month. */
async function commitDemoSeed(context: Context, crypto: CryptoProvider, month: PlainMonth): Promise<void> {
  const before = { ...context, actor: "demo:clerk", now: instantAt(addDays(firstDateOf(month), -14), MORNING) };
  await commitSampleSeed(before, crypto, month, `演示数据|${month}`);
}

/** @returns false when the district already had elders and nothing was done */
export async function loadDemoDistrict(context: Context, crypto: CryptoProvider, source: DemoSource): Promise<boolean> {
  await prepareDistrict(context, source.reference);
  const known = await inTransaction(context, mapKnownElders);
  if (known.size > 0) return false;
  const today = source.today ?? localDateOf(context.now);
  const isRunning = source.today === null;
  const nine = instantAt(today, MORNING);
  // Started in the night, nothing of the day has happened yet: the last morning was yesterday's.
  const isEarly = isRunning && context.now < nine;
  const now = { ...context, now: isEarly ? context.now : nine };
  const lastMorning = isEarly ? addDays(today, -1) : today;
  const current = monthOf(today);
  const past = addMonths(current, -1);
  await importDemoFiles(now, crypto, source.rowsOf(current));
  for (const month of [past, current]) await commitDemoSeed(now, crypto, month);
  await playMonth(now, past, playedUntil(past, today));
  await settlePastMonth(now, past);
  await drawMonthSample({ ...now, actor: "demo:clerk" }, crypto, past);
  await playMonth(now, current, isRunning ? instantAt(today, 0) : nine);
  await rerouteSomeElders(now, current);
  await leaveSomeToBook(now, current);
  // Offers are answered within hours: sent in the morning they would be over for who starts the demonstration in the evening.
  const isLater = localDateOf(context.now) === today && context.now > now.now;
  await offerNextMonth(isLater ? { ...now, now: context.now } : now, current, today);
  // Before anybody has a sign-in: what is over of the day was made by everybody, what is left is for who tries the phone's pages.
  if (isRunning) await followRunningDay(() => context)();
  await addDemoUsers(now);
  await playCallBacks(now, crypto, { past, current });
  await playBeds(now, crypto, lastMorning);
  await playDevices(now, crypto, lastMorning);
  await linkFamilies(now, crypto);
  if (source.life !== undefined) await fillCivicLife(now, source.life);
  return true;
}
