/**
 * 评价服务: an elder says how a visit was. The rating is the elder's own confirmation of the visit; who was not content is called, and money
 * that was taken goes to the street at once. "Nobody came" questions the visit and asks an operator to call; it takes nothing back by itself.
 */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { RatingGrade, RatingRemark } from "#app/domain/visits/elder-rating.ts";
import type { VisitEventBody } from "#app/domain/visits/visit-events.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { findVisit, type VisitRow } from "#db/repositories/visits.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { tellVisits } from "../visits/tell-visits.server.ts";
import { askForCall, type CallCause } from "./ask-for-call.server.ts";
import { ownVisit, shownVisit } from "./own-visit.server.ts";
import { askedOf, listVisitsToAnswer } from "./visits-to-answer.server.ts";

/** The visit that is asked about: the named one, else the latest; null when every visit has been rated. */
export async function showRating(context: Context, elderId: string, visitNo: string | null) {
  return inReading(context, async (unit) => {
    const [elder] = await listEldersById(unit, [elderId]);
    const open = (await listVisitsToAnswer(unit, elderId)).filter(({ asked }) => asked.rating);
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

/** Served, the elder's own, and not answered yet; locked, so that two touches say it once. */
async function visitToAnswer(unit: Unit, elderId: string, visitNo: string, what: "rating" | "presence") {
  const visit = await ownVisit(unit, elderId, visitNo);
  const [answer] = await askedOf(unit, [visit]);
  if (visit.deliveryState !== "done") throw new Refusal("visit-not-served");
  if (answer?.asked[what] !== true) throw new Refusal("already-answered");
  return visit;
}

type Saying = {
  readonly device: string;
  readonly body: VisitEventBody;
  readonly action: string;
  readonly facts: Readonly<Record<string, string | boolean | null>>;
  readonly call: CallCause | null;
};

async function say(unit: Unit, actor: string, visit: VisitRow, saying: Saying): Promise<string | null> {
  const { device, body, action, facts, call } = saying;
  await tellVisits(unit, actor, [visit], { deviceId: `kiosk-${device}`, body });
  const ticketNo = call === null ? null : await askForCall(unit, actor, visit, call);
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action,
    subjectType: "visit",
    subjectId: visit.visitNo,
    facts: { ...facts, ticket: ticketNo },
  });
  return ticketNo;
}

export type OwnRating = {
  readonly elderId: string;
  readonly visitNo: string;
  /** The machine at which it was said. */
  readonly device: string;
  readonly grade: RatingGrade;
  readonly remarks: readonly RatingRemark[];
};

/**
 * @returns the number of the task that it made, null for none
 * Refuses "not-found" for another elder's visit, "visit-not-served" and "already-answered".
 */
export async function rateVisit(context: Context, rating: OwnRating): Promise<string | null> {
  const { elderId, visitNo, device, grade } = rating;
  const remarks = grade === "dissatisfied" ? rating.remarks : [];
  return inTransaction(context, async (unit) => {
    const visit = await visitToAnswer(unit, elderId, visitNo, "rating");
    return say(unit, context.actor, visit, {
      device,
      body: { kind: "elder_rating", confirmedOn: "kiosk", by: "elder", grade, remarks },
      action: "kiosk.rate",
      facts: { grade, remarks: remarks.join(",") },
      call: grade === "dissatisfied" ? { source: "elder_rating", details: remarks } : null,
    });
  });
}

export type OwnAnswer = {
  readonly elderId: string;
  readonly visitNo: string;
  readonly device: string;
  readonly answer: "came" | "nobody" | "unsure";
};

const bodyOf = (answer: OwnAnswer["answer"]): VisitEventBody =>
  answer === "came"
    ? { kind: "kiosk_confirm", confirmedOn: "kiosk", by: "elder" }
    : {
        kind: "callback_result",
        served: answer === "nobody" ? false : null,
        detail: answer === "nobody" ? "nobody_came" : "unsure",
        askedAt: "kiosk",
      };

/**
 * Whether somebody came. "nobody" may be said of every visit that is not rated, the others only while nobody has confirmed it.
 * @returns the number of the task that it made, null for none
 * Refuses "not-found" for another elder's visit, "visit-not-served" and "already-answered".
 */
export async function answerWhetherServed(context: Context, given: OwnAnswer): Promise<string | null> {
  const { elderId, visitNo, device, answer } = given;
  return inTransaction(context, async (unit) => {
    const visit = await visitToAnswer(unit, elderId, visitNo, answer === "nobody" ? "rating" : "presence");
    return say(unit, context.actor, visit, {
      device,
      body: bodyOf(answer),
      action: "kiosk.answer",
      facts: { answer },
      call: answer === "nobody" ? { source: "elder_answer", details: ["not_come"] } : null,
    });
  });
}
