/**
 * Call-backs of the demonstration: a batch of the past month of which most calls were made, with every kind of answer, and one of the
 * current month that waits for its operator; checks at home of the past month. Seeded by the person, so that the same district always
 * hears the same.
 */
import type { Connection } from "#app/domain/call-backs/connection.ts";
import type { GivenAnswers } from "#app/domain/call-backs/questionnaire.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { instantAt, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listOperatorCalls } from "#db/queries/call-lists.ts";
import { listFieldChecks } from "#db/repositories/field-checks.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { createCallBackBatch } from "../call-backs/create-batch.server.ts";
import { takeCall } from "../call-backs/lease-call.server.ts";
import { recordAttempt } from "../call-backs/record-attempt.server.ts";
import { drawMonthChecks } from "../field-checks/draw-checks.server.ts";
import { recordFieldCheck } from "../field-checks/record-check.server.ts";

export const DEMO_OPERATOR = "user:operator";
const NOBODYS = { employedBy: null };
/** Calls that were made of each batch; the rest is there to be made. */
const MADE_OF_PAST = 40;
const CALLS_LISTED = 2000;
/** The street of the demonstration's own sign-in hears the first stories, so that its pages have something to show. */
const SHOWN_STREET = 1;
const MINUTES_A_CALL = 4;

type Story = { readonly connection: Connection; readonly given: GivenAnswers };

const answered = (given: GivenAnswers): Story => ({ connection: "answered", given });
const GOOD: GivenAnswers = {
  ...{ person: "self", served: "yes", visitsAMonth: "4", minutesPerVisit: "60", sameWorker: "yes" },
  ...{ uniformBadge: "yes", contactLeft: "yes", knowsProvider: "yes", overall: "satisfied" },
};

/** Parts of a hundred: most are satisfied, some cannot be reached, a few have something to say. */
const STORIES: readonly { readonly below: number; readonly story: Story }[] = [
  { below: 46, story: answered(GOOD) },
  { below: 60, story: answered({ ...GOOD, person: "family", overall: "fairly", knowsProvider: "no" }) },
  { below: 65, story: answered({ ...GOOD, overall: "unclear", visitsAMonth: "", sameWorker: "unclear" }) },
  {
    below: 70,
    story: answered({ ...GOOD, overall: "dissatisfied", overallConfirmed: "yes", suggestions: "来得太晚" }),
  },
  { below: 74, story: answered({ ...GOOD, minutesPerVisit: "30", suggestions: "每次只有半小时" }) },
  { below: 77, story: answered({ person: "family", served: "unclear" }) },
  { below: 88, story: { connection: "no_answer", given: {} } },
  { below: 93, story: { connection: "switched_off", given: {} } },
  { below: 97, story: { connection: "no_such_number", given: {} } },
  { below: 100, story: { connection: "hung_up", given: {} } },
];

/** One of the first calls of a batch says what every screen should show. */
const FIRST: readonly Story[] = [
  answered({ ...GOOD, uniformBadge: "no", suggestions: "没有戴工牌" }),
  answered({ person: "family", served: "no", notServed: "not_served", remark: "家属说上月没有人来过" }),
  answered({
    ...GOOD,
    complaint: "yes",
    overall: "dissatisfied",
    overallConfirmed: "yes",
    suggestions: "服务没做完就走了",
  }),
];

function storyOf(elderNo: string, place: number): Story {
  const first = FIRST[place];
  if (first !== undefined) return first;
  const draw = seededRandom(`call|${elderNo}`).below(100);
  return STORIES.find(({ below }) => draw < below)?.story ?? answered(GOOD);
}

type Round = { readonly made: number; readonly from: Instant };

async function makeCalls(context: Context, crypto: CryptoProvider, { made, from }: Round): Promise<void> {
  const operator = { ...context, actor: DEMO_OPERATOR, now: from };
  const open = await inReading(operator, (unit) => listOperatorCalls(unit, DEMO_OPERATOR, CALLS_LISTED));
  const own = open.filter(({ call }) => call.streetId === SHOWN_STREET).slice(0, FIRST.length);
  const chosen = [...own, ...open.filter((one) => !own.includes(one))].slice(0, made);
  for (const [place, { call, elderNo }] of chosen.entries()) {
    const at = { ...operator, now: plusMinutes(from, place * MINUTES_A_CALL) };
    await takeCall(at, call.id, NOBODYS);
    const { connection, given } = storyOf(elderNo, place);
    const attempt = { callId: call.id, connection, appointmentAt: null, note: "", given };
    const answer = await recordAttempt(at, crypto, attempt);
    if (!answer.recorded) throw new Refusal("call-answers-missing");
  }
}

async function makeChecks(context: Context, month: PlainMonth): Promise<void> {
  await drawMonthChecks({ ...context, actor: "demo:clerk" }, month);
  const street = { ...context, actor: "user:street" };
  const open = await inReading(street, (unit) => listFieldChecks(unit, month));
  // Every second one was made; those of the demonstration's own street stay to be tried.
  const made = open.filter(({ check }) => check.streetId !== SHOWN_STREET).filter((_, place) => place % 2 === 0);
  for (const { check } of made)
    await recordFieldCheck(street, {
      ...{ checkId: check.id, checkedAt: plusMinutes(context.now, -60), note: "上门见到老人，情况属实", given: GOOD },
    });
}

/** The operators of the demonstration exist already. */
export async function playCallBacks(
  context: Context,
  crypto: CryptoProvider,
  { past, current }: { readonly past: PlainMonth; readonly current: PlainMonth },
): Promise<void> {
  const clerk = { ...context, actor: "demo:clerk" };
  const today = localDateOf(context.now);
  const early = addDays(lastDateOf(past), 6);
  const from = instantAt(early < today ? early : today, 8 * 60 + 30);
  const earlier = from < context.now ? from : plusMinutes(context.now, -6 * 60);
  await createCallBackBatch({ ...clerk, now: earlier }, crypto, { month: past, operators: [DEMO_OPERATOR] });
  await makeCalls(context, crypto, { made: MADE_OF_PAST, from: earlier });
  await makeChecks(context, past);
  try {
    await createCallBackBatch(clerk, crypto, { month: current, operators: [DEMO_OPERATOR] });
  } catch (thrown) {
    // On the first days of a month nothing may have been delivered yet.
    if (!(thrown instanceof Refusal) || thrown.code !== "call-back-nothing-to-draw") throw thrown;
  }
}
