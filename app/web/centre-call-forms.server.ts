/** The forms of one call: open a file, ask and mark the questions, open a ticket, book on behalf, end. */
import { redirect } from "@remix-run/node";
import * as z from "zod";
import { CALL_PURPOSES, CALL_RESULTS } from "#app/domain/centre/call.ts";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import { TICKET_DETAILS, TICKET_TOPICS } from "#app/domain/tickets/ticket-kind.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { consentWords } from "#app/messages/call-scripts.ts";
import { careWorkersText } from "#app/messages/care-workers.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import type { Locale } from "#app/messages/locale.ts";
import { bookInCall } from "#app/usecases/centre/book-in-call.server.ts";
import { callBackOnFile } from "#app/usecases/centre/care-calls.server.ts";
import { askCaller, judgeCaller } from "#app/usecases/centre/check-caller.server.ts";
import { findByNameAndBirth, type PossibleCaller } from "#app/usecases/centre/find-callers.server.ts";
import { openCallFile } from "#app/usecases/centre/open-file.server.ts";
import { endCall } from "#app/usecases/centre/take-calls.server.ts";
import { openTicketInCall } from "#app/usecases/centre/ticket-in-call.server.ts";
import { noteRefusedSearch } from "#app/usecases/elders/find-by-number.server.ts";
import type { showCheck } from "#app/usecases/kiosk/show-booking.server.ts";
import { orRefused, type CentreRefused } from "./centre-forms.server.ts";
import { readForm, type Guarded } from "./guard.server.ts";
import { takeSearch } from "./search-limits.server.ts";

/** The number of an address; 0 finds nothing. */
export function callNoOf(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? "") ? Number(text) : 0;
}

const details = z.array(z.enum(TICKET_DETAILS)).max(8);
const none = z.array(z.string()).max(0);

const forms = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("file"), elderNo: z.string().max(20), as: z.string().max(10), details: none }),
  z.strictObject({ intent: z.literal("search"), name: z.string().max(40), birth: z.string().max(10), details: none }),
  z.strictObject({ intent: z.enum(["ask", "call_back"]), details: none }),
  z.strictObject({ intent: z.literal("judge"), right: z.enum(["yes", "no"]), details: none }),
  z.strictObject({
    intent: z.literal("ticket"),
    kind: z.enum(CALL_PURPOSES),
    topic: z.enum(TICKET_TOPICS).optional(),
    details,
    summary: z.string().max(400),
    streetId: z.coerce.number().int().optional(),
    visitNo: z.string().max(40).optional(),
    callBack: z.string().optional(),
    requestKey: z.string().min(8).max(80),
  }),
  z.strictObject({
    intent: z.literal("end"),
    purpose: z.enum(CALL_PURPOSES),
    result: z.enum(CALL_RESULTS),
    note: z.string().max(200),
    details: none,
  }),
]);

type Wish = z.infer<typeof forms>;

export type FoundCallers = {
  readonly found: readonly Omit<PossibleCaller, "elderId">[];
  readonly typed: { readonly name: string; readonly birth: string };
};

async function search(
  { context, actor }: Guarded,
  typed: FoundCallers["typed"],
): Promise<FoundCallers | CentreRefused> {
  const leave = await takeSearch(actor.kind === "staff" ? actor.loginName : "");
  if (!leave.allowed) {
    if (leave.first) await noteRefusedSearch(context);
    throw new Response("429", { status: 429, headers: { "Retry-After": String(leave.waitMinutes * 60) } });
  }
  const found = await findByNameAndBirth(context, typed);
  return { found: found.map(({ elderId: _id, ...one }) => one), typed };
}

async function carryOut(given: Guarded, callNo: number, wish: Wish): Promise<Response | FoundCallers | CentreRefused> {
  const { context, services } = given;
  const here = `/office/centre/calls/${callNo}`;
  switch (wish.intent) {
    case "search":
      return search(given, { name: wish.name, birth: wish.birth });
    case "file":
      await openCallFile(context, { callNo, elderNo: wish.elderNo, as: wish.as });
      return redirect(here);
    case "ask":
      await askCaller(context, services.crypto, callNo);
      return redirect(here);
    case "judge":
      await judgeCaller(context, services.crypto, { callNo, isRight: wish.right === "yes" });
      return redirect(here);
    case "call_back":
      return redirect(`/office/centre/calls/${await callBackOnFile(context, services.crypto, callNo)}`);
    case "ticket":
      await openTicketInCall(context, services.crypto, {
        ...wish,
        callNo,
        topic: wish.kind === "complaint" ? (wish.topic ?? null) : null,
        details: wish.kind === "complaint" ? wish.details : [],
        streetId: wish.streetId ?? null,
        visitNo: wish.visitNo ?? "",
        callBackWanted: wish.callBack !== undefined,
      });
      return redirect(here);
    case "end":
      await endCall(context, callNo, wish);
      return redirect("/office/centre");
  }
}

export async function takeCallForm(given: Guarded): Promise<Response | FoundCallers | CentreRefused> {
  const { value } = await readForm(given.request, forms, ["details"]);
  if (value === null) return { problem: { code: "call-result-unknown", facts: {} } };
  return orRefused(() => carryOut(given, callNoOf(given.params["callNo"]), value));
}

type Check = NonNullable<Awaited<ReturnType<typeof showCheck>>>;

/** What is read out of a chosen time, in the operator's language; it is stored as it was read. */
export function readOutOf({ slot, codes, cost }: Pick<Check, "slot" | "codes" | "cost">, locale: Locale): string {
  const facts = {
    when: elderTimeText(slot.date, slot.startMinute, locale),
    worker: careWorkersText(slot.surnames, locale),
    services: elderServices(codes, locale),
    minutes: slot.durationMinutes,
    paid: cost.paid,
    own: cost.own,
  };
  return consentWords(facts, locale);
}

const bookForm = z.strictObject({ giver: z.string().max(10), saidYes: z.string().optional() });

/** Books what was read out. A time that has gone meanwhile leads back to the times. */
export async function takeBookForm(
  { request, params, context, services }: Guarded,
  chosen: { readonly basket: string; readonly slot: string; readonly words: string },
): Promise<Response | CentreRefused> {
  const { value } = await readForm(request, bookForm);
  const callNo = callNoOf(params["callNo"]);
  if (value === null) return { problem: { code: "consent-not-spoken", facts: {} } };
  const { giver, saidYes } = value;
  return orRefused(async () => {
    try {
      await bookInCall(context, services.crypto, { ...chosen, callNo, giver, saidYes: saidYes !== undefined });
    } catch (thrown) {
      if (!isRefusal(thrown, "slot-taken")) throw thrown;
      const query = new URLSearchParams({ basket: chosen.basket, taken: chosen.slot });
      return redirect(`/office/centre/calls/${callNo}/book?${query.toString()}`);
    }
    return redirect(`/office/centre/calls/${callNo}`);
  });
}
