/** The forms of the day's boards: somebody knows of a notice, or says why a visit was missed. */
import { redirect } from "@remix-run/node";
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { acknowledge } from "#app/usecases/visits/acknowledge-notice.server.ts";
import { explainMissed } from "#app/usecases/visits/explain-missed.server.ts";
import { readForm, type Guarded } from "./guard.server.ts";

const form = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("know"), noticeId: z.uuid() }),
  z.strictObject({ intent: z.literal("explain"), visitNo: z.string().max(60), reason: z.string().max(40) }),
]);

type Board = { readonly audience: "street" | "provider"; readonly address: string };

/** Does what a board's form asks and leads back to the board, or gives the sentence of the refusal. */
export async function takeDayForm({ request, context, locale }: Guarded, { audience, address }: Board) {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    if (value.intent === "know") {
      await acknowledge(context, value.noticeId, audience);
      throw redirect(`${address}?done=known`);
    }
    const owed = await explainMissed(context, value.visitNo, value.reason);
    throw redirect(`${address}?done=${owed ? "owed" : "explained"}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: refusalSentence(thrown.code, thrown.facts, locale) };
  }
}

/** What the board has just written down, for its message. */
export function doneOf(request: Request): "known" | "owed" | "explained" | null {
  const done = new URL(request.url).searchParams.get("done");
  return done === "known" || done === "owed" || done === "explained" ? done : null;
}
