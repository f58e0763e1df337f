/** The steps of the audit workbench as forms: the pages send them without client JavaScript, the workbench beside the page. */
import * as z from "zod";
import { parseYuan } from "#app/domain/money/yuan-text.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { recordEvidenceShown } from "#app/usecases/claims/audit-evidence.server.ts";
import { decideAuditLine, undoDecision } from "#app/usecases/claims/decide-audit-line.server.ts";
import { signDecisions } from "#app/usecases/claims/finish-decisions.server.ts";
import type { Context } from "#db/transaction.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const visitNo = z.string().max(60);

export const auditStepForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("shown"), visitNo, digest }),
  z.strictObject({
    intent: z.literal("decide"),
    visitNo: visitNo.optional(),
    digest,
    decision: z.enum(["approve", "cut", "hold", "refuse"]),
    reason: z.string().max(60).default(""),
    amount: z.string().max(20).default(""),
    note: z.string().trim().max(200).default(""),
    second: z.literal("yes").optional(),
  }),
  z.strictObject({ intent: z.literal("undo"), id: z.uuid() }),
  z.strictObject({ intent: z.literal("sign"), id: z.uuid() }),
]);

export type AuditStep = z.infer<typeof auditStepForm>;

export type AuditStepAnswer = {
  readonly problem: { readonly code: string; readonly facts: SentenceFacts } | null;
  readonly id: string | null;
};

async function take(context: Context, step: AuditStep, ofPage: string): Promise<string | null> {
  switch (step.intent) {
    case "shown":
      await recordEvidenceShown(context, step.visitNo, step.digest);
      return null;
    case "undo":
      return undoDecision(context, step.id);
    case "sign":
      return String(await signDecisions(context, step.id));
    case "decide":
      return decideAuditLine(context, {
        visitNo: step.visitNo ?? ofPage,
        decision: step.decision,
        adjustedFen: step.decision === "cut" ? parseYuan(step.amount) : null,
        reason: step.reason,
        note: step.note === "" ? null : step.note,
        asksSecond: step.second === "yes",
      });
  }
}

/** @param ofPage number of the visit whose page sent the form */
export async function takeAuditStep(context: Context, step: AuditStep | null, ofPage = ""): Promise<AuditStepAnswer> {
  try {
    if (step === null) throw new Refusal("decision-needs-reason", { decision: "" });
    return { problem: null, id: await take(context, step, ofPage) };
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts }, id: null };
  }
}
