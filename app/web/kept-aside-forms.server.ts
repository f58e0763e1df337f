/** The form that gives a visit kept aside to its elder; the provider's and the office's page share it. */
import { redirect } from "@remix-run/node";
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { attachClaim } from "#app/usecases/visits/attach-claim.server.ts";
import { readForm, type Guarded } from "./guard.server.ts";

const form = z.strictObject({
  id: z.uuid(),
  elderNo: z.string().trim().min(1).max(20),
  reason: z.string().max(40),
  note: z.string().trim().max(300),
});

/** Attaches and leads back to the list, or gives the sentence of the refusal. */
export async function takeAttachment({ request, context, locale }: Guarded, address: string) {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    const visitNo = await attachClaim(context, value);
    throw redirect(`${address}?${new URLSearchParams({ done: visitNo }).toString()}`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: refusalSentence(thrown.code, thrown.facts, locale) };
  }
}

/** The visit that has just been made, for the page's message. */
export function attachedOf(request: Request): string | null {
  return new URL(request.url).searchParams.get("done")?.slice(0, 60) ?? null;
}
