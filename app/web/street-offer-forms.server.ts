/** The street's forms about offers: taking one back, asking the next provider. */
import * as z from "zod";
import type { Context } from "#db/transaction.ts";
import { isRefusal, type Refusal } from "#app/domain/refusal.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { askNextProvider, withdrawOffer } from "#app/usecases/visits/withdraw-offer.server.ts";
import { readForm } from "./guard.server.ts";

const form = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("ask_next"),
    elderId: z.uuid(),
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  }),
  z.strictObject({ intent: z.literal("withdraw"), offerId: z.uuid() }),
]);

export type StreetAnswer =
  | { readonly state: "done"; readonly said: string }
  | { readonly state: "refused"; readonly code: string; readonly facts: Refusal["facts"] };

/** `said` is a search parameter for the page that follows. */
export async function answerForStreet(request: Request, context: Context): Promise<StreetAnswer> {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    if (value.intent === "withdraw")
      return { state: "done", said: `withdrawn=${await withdrawOffer(context, value.offerId)}` };
    const asked = await askNextProvider(context, value.elderId, plainMonth(value.month));
    return { state: "done", said: `asked=${asked ? "yes" : "nobody"}` };
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { state: "refused", code: thrown.code, facts: thrown.facts };
  }
}
