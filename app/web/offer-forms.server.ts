/** The forms with which a provider answers offers, on the inbox and on the page of one offer. */
import * as z from "zod";
import type { Context } from "#db/transaction.ts";
import { isRefusal, type Refusal } from "#app/domain/refusal.ts";
import { isPlainDate, plainDate } from "#app/domain/time/plain-date.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import { proposeTimes, type ProposalOutcome } from "#app/usecases/visits/propose-times.server.ts";
import { replyToOffers } from "#app/usecases/visits/reply-to-offer.server.ts";
import { undoAcceptance } from "#app/usecases/visits/undo-acceptance.server.ts";
import { readForm } from "./guard.server.ts";

const UUID = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}";
/** Longer than every offer of the largest provider's month. */
const IDS_MOST = 200_000;
/** Acceptances of more offers at once are no slip of the finger. */
const UNDO_OFFERS_MOST = 10;

const offerIds = z
  .string()
  .max(IDS_MOST)
  .regex(new RegExp(`^${UUID}(?: ${UUID})*$`))
  .transform((text) => text.split(" "));
const requestKey = z.string().regex(new RegExp(`^${UUID}(?::${UUID})?$`));
const visitNo = z.string().max(40).optional();
const date = z.string().trim().max(10);
const time = z.string().trim().max(5);

const form = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("accept"), offerIds, requestKey, visitNo }),
  z.strictObject({ intent: z.literal("decline"), offerIds, requestKey, reason: z.string().max(40).optional() }),
  z.strictObject({ intent: z.literal("undo"), offerIds }),
  z.strictObject({
    intent: z.literal("propose"),
    offerIds,
    visitNo: z.string().max(40),
    date1: date,
    time1: time,
    date2: date,
    time2: time,
    note: z.string().trim().max(200),
  }),
]);

type Answer = z.infer<typeof form>;

/** What a page says after an answer, as search parameters, or what was refused. */
export type OfferAnswer =
  | { readonly state: "done"; readonly said: URLSearchParams }
  | {
      readonly state: "refused";
      readonly offerId: string;
      readonly code: string;
      readonly facts: Refusal["facts"];
      readonly conflicts: Extract<ProposalOutcome, { state: "refused" }>["conflicts"];
    };

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** A date with a time; null where both fields are empty. Throws for half of one or what is none. */
function timeOf(dateText: string, timeText: string): LocalTime | null {
  if (dateText === "" && timeText === "") return null;
  const clock = CLOCK.exec(timeText);
  if (!isPlainDate(dateText) || clock === null) throw new RangeError("not a date with a time");
  return { date: plainDate(dateText), minute: Number(clock[1]) * 60 + Number(clock[2]) };
}

const refused = (offerId: string, code: string, facts: Refusal["facts"] = {}): OfferAnswer => ({
  state: "refused",
  offerId,
  code,
  facts,
  conflicts: [],
});

async function propose(context: Context, value: Extract<Answer, { intent: "propose" }>): Promise<OfferAnswer> {
  const [offerId = ""] = value.offerIds;
  let alternatives: LocalTime[];
  try {
    const times = [timeOf(value.date1, value.time1), timeOf(value.date2, value.time2)];
    alternatives = times.filter((one) => one !== null);
  } catch {
    return refused(offerId, "proposal-time-wrong");
  }
  const note = value.note === "" ? null : value.note;
  const outcome = await proposeTimes(context, { offerId, visitNo: value.visitNo, alternatives, note });
  if (outcome.state === "proposed") return { state: "done", said: new URLSearchParams({ proposed: "yes" }) };
  return { ...refused(offerId, "proposal-impossible"), conflicts: outcome.conflicts } as OfferAnswer;
}

async function give(context: Context, value: Answer): Promise<OfferAnswer> {
  if (value.intent === "propose") return propose(context, value);
  if (value.intent === "undo")
    return {
      state: "done",
      said: new URLSearchParams({ undone: String(await undoAcceptance(context, value.offerIds)) }),
    };
  const { offerIds: ids, requestKey: key } = value;
  if (value.intent === "decline") {
    const answered = await replyToOffers(context, {
      offerIds: ids,
      reply: "decline",
      reason: value.reason ?? null,
      requestKey: key,
    });
    return { state: "done", said: new URLSearchParams({ declined: String(answered.offers) }) };
  }
  const part = value.visitNo ?? null;
  const answered = await replyToOffers(context, {
    offerIds: ids,
    reply: "accept",
    reason: null,
    visitNo: part,
    requestKey: key,
  });
  const { offers, visits, expired } = answered;
  const said = new URLSearchParams({ accepted: String(offers), visits: String(visits), expired: String(expired) });
  // One visit of several has an offer of its own since then, which this page does not know.
  if (part === null && expired === 0 && offers === ids.length && ids.length <= UNDO_OFFERS_MOST)
    said.set("undo", ids.join(" "));
  return { state: "done", said };
}

/** Reads the form and gives the answer. */
export async function answerOffers(request: Request, context: Context): Promise<OfferAnswer> {
  const { value } = await readForm(request, form);
  if (value === null) return refused("", "offer-not-open");
  try {
    return await give(context, value);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return refused(value.offerIds[0] ?? "", thrown.code, thrown.facts);
  }
}

/** What was said last, out of the address. */
export function saidIn(request: Request) {
  const asked = new URL(request.url).searchParams;
  const number = (name: string) => Math.max(0, Math.trunc(Number(asked.get(name))) || 0);
  const undo = offerIds.safeParse(asked.get("undo") ?? "");
  return {
    accepted: number("accepted"),
    visits: number("visits"),
    expired: number("expired"),
    declined: number("declined"),
    undone: number("undone"),
    proposed: asked.get("proposed") === "yes",
    undoIds: undo.success && undo.data.length <= UNDO_OFFERS_MOST ? undo.data : [],
  };
}
