/**
 * Valid visit events for tests; each builder overrides what a case is about. Times are "2026-11-03 09:00" in district
 * time.
 */
import type { EventId, VisitId, WorkerId } from "#app/domain/identifiers.ts";
import { identify } from "#app/domain/identifiers.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { instant } from "#app/domain/time/instant.ts";
import type {
  ConfirmationKind,
  ConfirmedOn,
  Correction,
  PositionFix,
  PositionReading,
  SaidOfVisit,
  VisitEvent,
  VisitEventBody,
} from "#app/domain/visits/visit-events.ts";

export const HOME = { latitude: 32.01, longitude: 120.86 } as const;
/** Metres in one degree of latitude on the sphere the product measures with. */
export const DEGREE_M = (6_371_008.8 * Math.PI) / 180;
export const WORKER = identify<WorkerId>("worker-1");
export const OTHER_WORKER = identify<WorkerId>("worker-2");

/** "2026-11-03 09:00" or with seconds, Asia/Shanghai. */
export function at(text: string): Instant {
  return instant(`${text.replace(" ", "T")}${text.length === 16 ? ":00" : ""}+08:00`);
}

export type EventOptions = Partial<Omit<VisitEvent, "body" | "eventId">> & { readonly id?: string };

export function anEvent(body: VisitEventBody, when: string, options: EventOptions = {}): VisitEvent {
  const { id, ...rest } = options;
  const deviceId = rest.deviceId ?? "phone-1";
  return {
    eventId: identify<EventId>(id ?? `${body.kind}/${when}/${deviceId}`),
    visitId: identify<VisitId>("visit-1"),
    workerId: WORKER,
    deviceId,
    deviceSeq: 1,
    deviceAt: at(when),
    serverOffsetMs: 0,
    skewMs: 0,
    page: null,
    receivedAt: at(when),
    body,
    ...rest,
  };
}

export function aFix(fix: Partial<PositionFix> = {}): PositionReading {
  return {
    fix: { ...HOME, accuracyM: 10, ageMs: 0, datum: "WGS-84", source: "gps", ...fix },
    failure: null,
  };
}

export const noFix: PositionReading = { fix: null, failure: "indoor_no_signal" };

export function checkIn(when: string, position: PositionReading = aFix(), options: EventOptions = {}): VisitEvent {
  return anEvent({ kind: "check_in", position }, when, options);
}

export function checkOut(when: string, position: PositionReading = aFix(), options: EventOptions = {}): VisitEvent {
  return anEvent({ kind: "check_out", position }, when, options);
}

export function taskDone(subtype: string, when = "2026-11-03 09:30"): VisitEvent {
  return anEvent({ kind: "task_done", subtype, reading: null }, when, { id: `task/${subtype}/${when}` });
}

export function confirmation(kind: ConfirmationKind, confirmedOn: ConfirmedOn, when = "2026-11-03 09:58"): VisitEvent {
  const body: VisitEventBody =
    kind === "pin_confirm" ? { kind, confirmedOn, by: null, outcome: "right" } : { kind, confirmedOn, by: null };
  return anEvent(body, when, { workerId: null, deviceId: "other" });
}

type CallBackBody = Extract<VisitEvent["body"], { kind: "callback_result" }>;

export function callback(
  served: boolean | null,
  when = "2026-11-04 10:00",
  more: Partial<Pick<CallBackBody, "detail" | "said" | "unreached">> = {},
): VisitEvent {
  const body = { kind: "callback_result", served, detail: null, ...more } as const;
  return anEvent(body, when, { workerId: null, deviceId: "desk" });
}

/** What an elder says who has nothing to say against a visit, with something changed. */
export function said(more: Partial<SaidOfVisit> = {}): SaidOfVisit {
  return {
    channel: "call",
    minutes: null,
    visitsAMonth: null,
    services: [],
    namedOther: false,
    badge: null,
    dissatisfied: false,
    ...more,
  };
}

type CorrectionChange =
  | { readonly field: "check_in_at" | "check_out_at"; readonly to: string }
  | { readonly field: "interrupted_minutes"; readonly to: number }
  | { readonly field: "subtypes"; readonly to: readonly string[] };

export function correction(
  change: CorrectionChange,
  options: Partial<Pick<Correction, "approvedBy" | "evidenceDigest" | "requestedBy">> & { readonly when?: string } = {},
): VisitEvent {
  const { when = "2026-11-03 18:00", ...rest } = options;
  const common = {
    reason: "RC-FORGOT-OUT",
    resolution: "RS-TIMES-CORRECTED",
    memo: null,
    evidenceDigest: "digest",
    requestedBy: "desk-1",
    approvedBy: "desk-2",
    ...rest,
  };
  const body: Correction =
    change.field === "subtypes"
      ? { ...common, field: change.field, oldValue: [], newValue: change.to }
      : change.field === "interrupted_minutes"
        ? { ...common, field: change.field, oldValue: null, newValue: change.to }
        : { ...common, field: change.field, oldValue: null, newValue: at(change.to) };
  return anEvent({ kind: "correction", correction: body }, when, {
    workerId: null,
    deviceId: "desk",
    id: `correction/${change.field}/${JSON.stringify(change.to)}/${when}`,
  });
}
