/** What one visit's events say beside what was planned: place, times, services and proofs. Judges nothing; the verdict is stored. */
import type { Catalogue } from "#app/domain/catalogue/service-subtype.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { instant, isoText, localDateOf, wholeMinutesBetween, type Instant } from "#app/domain/time/instant.ts";
import { fenceOf, strengthByFence, type Proof } from "#app/domain/verification/evidence.ts";
import { judgeFence, type AddressPoint } from "#app/domain/verification/location.ts";
import type { ClosingParty } from "#app/domain/verification/rule-definition.ts";
import { ruleOf } from "#app/domain/verification/rules.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { ClockEvent } from "#app/domain/visits/visit-events.ts";
import type { VisitFile } from "#db/queries/visit-file.ts";
import { visitEventOf } from "../visits/stored-events.ts";

type Book = { readonly policy: PolicyVersion; readonly catalogue: Catalogue };

/** One end of the visit: metres to the home and the phone's own accuracy, or why the phone gave no position. Never coordinates. */
function placeOf(event: ClockEvent | null, home: AddressPoint, visitOn: ReturnType<typeof localDateOf>, book: Book) {
  if (event === null) return null;
  const { fix, failure } = event.body.position;
  if (fix === null) return { distanceM: null, accuracyM: null, allowedM: null, inside: null, failure };
  const judged = judgeFence(fix, [home], visitOn, fenceOf(book.policy));
  return {
    distanceM: judged && Math.round(judged.distanceM),
    accuracyM: Math.round(fix.accuracyM),
    allowedM: judged && Math.round(judged.allowedM),
    inside: judged?.inside ?? null,
    failure: null,
  };
}

/** Evidence of a visit, measured by the policy version in force on its day. The home is stored in WGS-84. */
export function visitEvidence(file: VisitFile, book: Book) {
  const { visit } = file;
  const visitOn = localDateOf(instant(visit.plannedStart));
  const home: AddressPoint = { ...file.home, datum: "WGS-84", period: { from: null, to: null } };
  const folded = foldEvents(
    file.events.map(visitEventOf),
    strengthByFence({ addresses: [home] }, visitOn, book.policy),
  );
  const times = new Map(file.events.map((event) => [event.eventId, isoText(instant(event.deviceTime))]));
  const nameOf = (code: string) => ({
    code,
    zh: book.catalogue.get(code)?.nameZh ?? code,
    en: book.catalogue.get(code)?.nameEn ?? code,
  });
  return {
    place: {
      radiusM: fenceOf(book.policy).radiusM,
      in: placeOf(folded.checkIn, home, visitOn, book),
      out: placeOf(folded.checkOut, home, visitOn, book),
    },
    plannedMinutes: wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
    minutes: visit.minutes,
    plannedFen: visit.plannedFen,
    servicesPlanned: visit.subtypes.map(nameOf),
    servicesDone: folded.subtypesDone.map(nameOf),
    // A visit that was judged only beside another one, before it was done, says nothing about its proofs yet.
    strength: visit.approvalState === "none" ? null : visit.strength,
    proofs: ((visit.proofs ?? []) as readonly Proof[]).map((proof) => ({
      ...proof,
      at: times.get(proof.eventId) ?? null,
    })),
  };
}

/** What an event says beside its kind: which step at the door, the words of a note. */
export function saidIn(event: VisitFile["events"][number]) {
  const { body } = visitEventOf(event);
  return {
    doorStep: body.kind === "door_step" ? body.step : null,
    note: body.kind === "note" ? body.text : null,
  };
}

/** What a correction of a time put in the place of what; null for every other event. */
export function correctedTime(event: VisitFile["events"][number]) {
  const { body } = visitEventOf(event);
  if (body.kind !== "correction") return null;
  const { correction } = body;
  if (correction.field !== "check_in_at" && correction.field !== "check_out_at") return null;
  const timeOf = (at: Instant | null) => (at === null ? null : isoText(at));
  return { field: correction.field, from: timeOf(correction.oldValue), to: timeOf(correction.newValue) };
}

/**
 * Who or what ends a finding of a rule: a party by explaining it, or only a corrected fact. An unknown rule waits for a fact; a rule
 * of level info only counts and waits for nobody.
 */
export function clearedBy(ruleCode: string): "nobody" | ClosingParty {
  const rule = ruleOf(ruleCode);
  if (rule?.level === "info") return "nobody";
  return rule === null || rule.level === "block" ? "fact" : rule.closedBy;
}
