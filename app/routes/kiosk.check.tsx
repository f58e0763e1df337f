import { useLoaderData } from "@remix-run/react";
import { SelfCheckResultScreen, SelfCheckScreen } from "#app/kiosk/notice-screens.tsx";
import { SELF_CHECK_QUESTIONS, type SelfCheckAnswers } from "#app/domain/entitlement/self-check.ts";
import { judgeSelfCheck } from "#app/usecases/kiosk/read-notices.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** The answers stand in the address and nowhere else: they name nobody. */
export const loader = guarded({ action: "kiosk.use" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const open = SELF_CHECK_QUESTIONS.find((question) => !["yes", "no"].includes(asked.get(question) ?? ""));
  if (open !== undefined) return { question: open, result: null };
  const answers = Object.fromEntries(
    SELF_CHECK_QUESTIONS.map((question) => [question, asked.get(question) === "yes"]),
  ) as SelfCheckAnswers;
  return { question: null, result: await judgeSelfCheck(context, answers) };
});

export default function Check() {
  const { question, result } = useLoaderData<typeof loader>();
  if (result !== null) return <SelfCheckResultScreen result={result} />;
  return <SelfCheckScreen key={question} question={question ?? "age"} />;
}
