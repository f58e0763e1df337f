/** What the provider's and the office's pages of care workers' phones ask, and the form by which a phone is taken out of use. */
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import type { Locale } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { revokeWorkerPhone } from "#app/usecases/visits/worker-phones.server.ts";
import type { Context } from "#db/transaction.ts";
import { readForm } from "./guard.server.ts";

const LONGEST_TYPED = 40;

export function phonesAsked(request: Request): { readonly typed: string; readonly isRevoked: boolean } {
  const asked = new URL(request.url).searchParams;
  return { typed: (asked.get("q") ?? "").slice(0, LONGEST_TYPED), isRevoked: asked.get("revoked") === "yes" };
}

const form = z.strictObject({ deviceId: z.uuid(), reason: z.string().max(20).default("") });

/** @returns why it was not done; null when it was */
export async function takePhoneForm(request: Request, context: Context, locale: Locale): Promise<string | null> {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    await revokeWorkerPhone(context, value);
    return null;
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return refusalSentence(thrown.code, thrown.facts, locale);
  }
}
