/** The questions before personal details are spoken: asked one at a time, shown with the file's answer, marked right or wrong, kept. */
import {
  checkState,
  nextQuestion,
  requirePassed,
  type CheckState,
  type ControlQuestion,
} from "#app/domain/centre/control-questions.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findCallElder, listCallVisits, type CallElder } from "#db/queries/centre-file.ts";
import { listContactsOfElder } from "#db/queries/elder-numbers.ts";
import {
  insertCheck,
  insertQuestion,
  listQuestions,
  updateQuestion,
  type CallRow,
} from "#db/repositories/centre-calls.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { announceAlerts } from "#db/repositories/alerts.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { requireOwnCall } from "./take-calls.server.ts";

/** Shown last digits of an identity number. */
const TAIL_DIGITS = 4;

/** What the file answers to each question; a question that it cannot answer is left out. */
export async function answersOf(
  unit: Unit,
  crypto: CryptoProvider,
  { elder }: CallElder,
): Promise<ReadonlyMap<ControlQuestion, string>> {
  const open = (column: string, cipher: string) => crypto.decrypt(cipher, { table: "elder", column, row: elder.id });
  const { ahead, behind } = await listCallVisits(unit, elder.id);
  const workers = [...new Set([...behind, ...ahead].flatMap((one) => one.workers))];
  const contacts = (await listContactsOfElder(unit, elder.id)).map(({ name }) => name);
  const answers: readonly (readonly [ControlQuestion, string])[] = [
    ["worker", workers.join("、")],
    ["contact", contacts.join("、")],
    ["address", open("address", elder.addressCipher)],
    ["birth_date", elder.birthOn],
    ["id_tail", open("id_number", elder.idNumberCipher).slice(-TAIL_DIGITS)],
  ];
  return new Map(answers.filter(([, answer]) => answer !== ""));
}

export type CallerCheck = {
  readonly state: CheckState;
  /** The answer is the file's; it stands here because the question was asked. */
  readonly asked: readonly { readonly question: string; readonly answer: string; readonly isRight: boolean | null }[];
  readonly next: ControlQuestion | null;
};

/** Where the check of a call about this elder stands. */
export async function checkOf(
  unit: Unit,
  crypto: CryptoProvider,
  call: Pick<CallRow, "id" | "callNo">,
  elder: CallElder,
): Promise<CallerCheck> {
  const answers = await answersOf(unit, crypto, elder);
  const possible = [...answers.keys()];
  const asked = await listQuestions(unit, call.id, elder.elder.id);
  return {
    state: checkState(asked, possible),
    asked: asked.map(({ question, isRight }) => ({
      question,
      answer: answers.get(question as ControlQuestion) ?? "",
      isRight,
    })),
    next: nextQuestion(asked, possible, call.callNo),
  };
}

/** The file that is open beside the operator's own call. Refuses "not-found", "call-not-yours" and "call-without-elder". */
export async function requireOpenFile(unit: Unit, actor: string, callNo: number) {
  const call = await requireOwnCall(unit, actor, callNo);
  const elder = call.elderId === null ? null : await findCallElder(unit, call.elderId);
  if (elder === null) throw new Refusal("call-without-elder");
  return { call, elder };
}

type Noted = { readonly action: string; readonly facts: Record<string, string | boolean> };

async function note(unit: Unit, actor: string, elderId: string, { action, facts }: Noted): Promise<void> {
  await insertAuditEvent(unit, actor, {
    chain: "access",
    action: `caller.${action}`,
    subjectType: "elder",
    subjectId: elderId,
    facts,
  });
}

/** Puts the next question. Refuses as above, and "caller-no-question" when there is none to ask now. */
export async function askCaller(context: Context, crypto: CryptoProvider, callNo: number): Promise<void> {
  await inTransaction(context, async (unit) => {
    const { call, elder } = await requireOpenFile(unit, context.actor, callNo);
    const { next } = await checkOf(unit, crypto, call, elder);
    if (next === null) throw new Refusal("caller-no-question");
    await insertQuestion(unit, { callId: call.id, elderId: elder.elder.id, question: next });
    const facts = { question: next, call: call.id };
    await note(unit, context.actor, elder.elder.id, { action: "ask", facts });
  });
}

/** What the caller answered. The verdict is kept when it is clear. Refuses as above, and "caller-no-question" while nothing is asked. */
export async function judgeCaller(
  context: Context,
  crypto: CryptoProvider,
  { callNo, isRight }: { readonly callNo: number; readonly isRight: boolean },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const { call, elder } = await requireOpenFile(unit, context.actor, callNo);
    const waiting = (await listQuestions(unit, call.id, elder.elder.id)).find((one) => one.isRight === null);
    if (!waiting) throw new Refusal("caller-no-question");
    await updateQuestion(unit, waiting.id, isRight);
    const { state, asked } = await checkOf(unit, crypto, call, elder);
    if (state !== "open")
      await insertCheck(unit, {
        callId: call.id,
        elderId: elder.elder.id,
        login: context.actor,
        questions: asked.map(({ question }) => question),
        passed: state === "passed",
      });
    await announceAlerts(unit);
    const action = state === "open" ? "answer" : state;
    const facts = { question: waiting.question, isRight, call: call.id };
    await note(unit, context.actor, elder.elder.id, { action, facts });
  });
}

/** Refuses "caller-not-checked" and "caller-refused" for who has not answered two questions about this file in this call. */
export async function requireChecked(
  unit: Unit,
  crypto: CryptoProvider,
  call: Pick<CallRow, "id" | "callNo">,
  elder: CallElder,
): Promise<void> {
  requirePassed((await checkOf(unit, crypto, call, elder)).state);
}
