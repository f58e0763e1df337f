/**
 * 评价服务: an elder at a kiosk, or a member of the family on the own phone, says how a visit was. The rating is the elder's side's own
 * confirmation of the visit; who was not content is called, and money
 * that was taken goes to the street at once. "Nobody came" questions the visit and asks an operator to call; it takes nothing back by itself.
 */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { RatingGrade, RatingRemark } from "#app/domain/visits/elder-rating.ts";
import type { VisitEventBody } from "#app/domain/visits/visit-events.ts";
import type { AskedSide } from "#app/domain/verification/elder-voice.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { findVisit, type VisitRow } from "#db/repositories/visits.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { tellVisits } from "../visits/tell-visits.server.ts";
import { askForCall, type CallCause } from "./ask-for-call.server.ts";
import { ownVisit, shownVisit } from "./own-visit.server.ts";
import { askedOf, listVisitsToAnswer } from "./visits-to-answer.server.ts";

/** The visit that is asked about: the named one, else the latest; null when every visit has been rated. */
export async function showRating(context: Context, elderId: string, visitNo: string | null, side: AskedSide = "kiosk") {
  return inReading(context, async (unit) => {
    const [elder] = await listEldersById(unit, [elderId]);
    const open = (await listVisitsToAnswer(unit, elderId, side)).filter(({ asked }) => asked.rating);
    const chosen = open.find(({ visit }) => visit.visitNo === visitNo) ?? open[0];
    return {
      name: maskName(elder?.name ?? ""),
      visit: chosen === undefined ? null : await shownVisit(unit, chosen.visit),
      waiting: open.length,
    };
  });
}

/** What comes after a rating: the next visit to rate, when there is one. Refuses "not-found" for another elder's visit. */
export async function showRated(context: Context, elderId: string, visitNo: string) {
  await inReading(context, async (unit) => {
    const visit = await findVisit(unit, visitNo);
    if (visit?.elderId !== elderId) throw new Refusal("not-found");
  });
  const { name, visit: next } = await showRating(context, elderId, null);
  return { name, next };
}

/** Visits that wait for a rating; the home screen says how many. */
export async function countVisitsToRate(context: Context, elderId: string): Promise<number> {
  return inReading(context, async (unit) => {
    const open = await listVisitsToAnswer(unit, elderId);
    return open.filter(({ asked }) => asked.rating).length;
  });
}

type Spoken = {
  readonly elderId: string;
  readonly visitNo: string;
  /** The machine at which it was said, or who said it on a phone. */
  readonly device: string;
  /** The elder at a kiosk when left out. */
  readonly side?: AskedSide;
};

/** On what it was said, and by whom, as the event keeps it. */
function voiceOf(side: AskedSide): {
  readonly confirmedOn: "kiosk" | "family_device";
  readonly by: "elder" | "family";
} {
  return side === "kiosk" ? { confirmedOn: "kiosk", by: "elder" } : { confirmedOn: "family_device", by: "family" };
}

/** Served, the elder's own, and not answered yet; locked, so that two touches say it once. */
async function visitToAnswer(
  unit: Unit,
  { elderId, visitNo, side = "kiosk" }: Spoken,
  what: "rating" | "presence",
): Promise<VisitRow> {
  const visit = await ownVisit(unit, elderId, visitNo);
  const [answer] = await askedOf(unit, [visit], side);
  if (visit.deliveryState !== "done") throw new Refusal("visit-not-served");
  if (answer?.asked[what] !== true) throw new Refusal("already-answered");
  return visit;
}

type Saying = {
  readonly spoken: Spoken;
  readonly body: VisitEventBody;
  readonly action: string;
  readonly facts: Readonly<Record<string, string | boolean | null>>;
  readonly call: CallCause | null;
};

async function say(unit: Unit, actor: string, visit: VisitRow, saying: Saying): Promise<string | null> {
  const { spoken, body, action, facts, call } = saying;
  const side = spoken.side ?? "kiosk";
  await tellVisits(unit, actor, [visit], { deviceId: `${side}-${spoken.device}`, body });
  const ticketNo = call === null ? null : await askForCall(unit, actor, visit, { ...call, channel: side });
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: `${side}.${action}`,
    subjectType: "visit",
    subjectId: visit.visitNo,
    facts: { ...facts, ticket: ticketNo },
  });
  return ticketNo;
}

export type OwnRating = Spoken & {
  readonly grade: RatingGrade;
  readonly remarks: readonly RatingRemark[];
};

/**
 * @returns the number of the task that it made, null for none
 * Refuses "not-found" for another elder's visit, "visit-not-served" and "already-answered".
 */
export async function rateVisit(context: Context, rating: OwnRating): Promise<string | null> {
  const { grade, side = "kiosk" } = rating;
  const remarks = grade === "dissatisfied" ? rating.remarks : [];
  return inTransaction(context, async (unit) => {
    const visit = await visitToAnswer(unit, rating, "rating");
    return say(unit, context.actor, visit, {
      spoken: rating,
      body: { kind: "elder_rating", ...voiceOf(side), grade, remarks },
      action: "rate",
      facts: { grade, remarks: remarks.join(",") },
      call: grade === "dissatisfied" ? { source: "elder_rating", details: remarks } : null,
    });
  });
}

export type OwnAnswer = Spoken & {
  readonly answer: "came" | "nobody" | "unsure";
};

const bodyOf = ({ answer, side = "kiosk" }: OwnAnswer): VisitEventBody =>
  answer === "came"
    ? { kind: side === "kiosk" ? "kiosk_confirm" : "family_confirm", ...voiceOf(side) }
    : {
        kind: "callback_result",
        served: answer === "nobody" ? false : null,
        detail: answer === "nobody" ? "nobody_came" : "unsure",
        askedAt: side,
      };

/**
 * Whether somebody came. "nobody" may be said of every visit that is not rated, the others only while nobody has confirmed it.
 * @returns the number of the task that it made, null for none
 * Refuses "not-found" for another elder's visit, "visit-not-served" and "already-answered".
 */
export async function answerWhetherServed(context: Context, given: OwnAnswer): Promise<string | null> {
  const { answer } = given;
  return inTransaction(context, async (unit) => {
    const visit = await visitToAnswer(unit, given, answer === "nobody" ? "rating" : "presence");
    return say(unit, context.actor, visit, {
      spoken: given,
      body: bodyOf(given),
      action: "answer",
      facts: { answer },
      call: answer === "nobody" ? { source: "elder_answer", details: ["not_come"] } : null,
    });
  });
}
