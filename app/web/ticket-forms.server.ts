/** The forms of one ticket, at an office's desk and at a provider's. */
import { redirect } from "@remix-run/node";
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { TICKET_STEPS } from "#app/domain/tickets/ticket-state.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { revealCallBackPhone } from "#app/usecases/tickets/show-tickets.server.ts";
import { stepTicket } from "#app/usecases/tickets/step-ticket.server.ts";
import { readForm, type Guarded } from "./guard.server.ts";

const form = z.strictObject({
  step: z.enum([...TICKET_STEPS, "phone"]),
  note: z.string().max(400).optional(),
  desk: z.string().max(20).optional(),
});

type Refused = { readonly problem: { readonly code: string; readonly facts: SentenceFacts } };
type Answer = Refused | { readonly problem: null; readonly phone: string };

/** Takes the step and comes back to the ticket; a provider may begin and answer, and nothing else. */
export async function takeTicketForm(
  { request, params, context, services }: Guarded,
  { area, answersOnly }: { readonly area: string; readonly answersOnly: boolean },
): Promise<Answer | Response> {
  const ticketNo = params["ticketNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  const { step, note = "", desk } = value;
  if (answersOnly && step !== "answer" && step !== "start") throw new Response("403", { status: 403 });
  if (step === "phone") return { problem: null, phone: await revealCallBackPhone(context, services.crypto, ticketNo) };
  try {
    await stepTicket(context, { ticketNo, step, note, ...(desk !== undefined && { desk }) });
    return redirect(`${area}/${ticketNo}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
}
