/** A refusal as an answer of a form's action, and as the sentence above the form. */
import type { SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import type { FieldProblem } from "./error-summary.tsx";
import { useLocale } from "./words-context.tsx";

export type RefusedStep = { readonly problem: { readonly code: string; readonly facts: SentenceFacts } };

/** What the error summary shows of an action's answer; nothing without a refusal. */
export function useRefusalProblems(answer: unknown): FieldProblem[] {
  const locale = useLocale();
  const { problem } = (answer ?? {}) as Partial<RefusedStep>;
  return problem === undefined
    ? []
    : [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }];
}
