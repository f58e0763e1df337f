/**
 * The forms of the care worker's visit page as the events that they stand for: the same on the server, for pages without script, and on
 * the phone, which records them itself. Shape only: what an event means is decided where it is read (phone-events.ts).
 */
import { DOOR_STEPS } from "./door-steps.ts";

export const WORKER_INTENTS = [
  "check_in",
  "check_out",
  "services",
  "elder_confirm",
  "pin",
  "door_step",
  "no_answer",
  "unsafe",
  "note",
] as const;
export type WorkerIntent = (typeof WORKER_INTENTS)[number];

/** Text fields of the form, as the browser gives them. */
export type WorkerFields = Readonly<Record<string, string | undefined>>;

export type FormBody = {
  /** Tells the events of one form apart; "" for the one that the form is about. */
  readonly part: string;
  readonly body: { readonly kind: string; readonly [field: string]: unknown };
};

/** Why a service was not done, as it stands in the event. Only the elder's wish has a reason code of its own (reasons.ts). */
export const NOT_DONE_REASONS = {
  refused: "RC-ELDER-REFUSED",
  no_time: "no-time",
  no_material: "no-material",
} as const;
export type NotDone = keyof typeof NOT_DONE_REASONS;

/** The choice of a form that a stored reason stands for; the elder's wish when it is none of them. */
export function notDoneOf(reason: string | null): NotDone {
  const choices = Object.keys(NOT_DONE_REASONS) as NotDone[];
  return choices.find((choice) => NOT_DONE_REASONS[choice] === reason) ?? "refused";
}

export const SERVICE_FIELD = "service-";

function positionOf(fields: WorkerFields): unknown {
  if (fields["failure"]) return { failure: fields["failure"] };
  if (!fields["latitude"] || !fields["longitude"]) return { failure: "not_asked" };
  return {
    latitude: Number(fields["latitude"]),
    longitude: Number(fields["longitude"]),
    accuracyM: Number(fields["accuracy"]),
    ageMs: Number(fields["age"]),
    // Browsers speak WGS-84 by their standard.
    datum: "WGS-84",
  };
}

function serviceBodies(fields: WorkerFields): FormBody[] {
  return Object.entries(fields).flatMap(([name, value]): FormBody[] => {
    if (!name.startsWith(SERVICE_FIELD) || value === undefined || value === "") return [];
    const subtype = name.slice(SERVICE_FIELD.length);
    if (value === "done") return [{ part: name, body: { kind: "task_done", subtype } }];
    const reason = NOT_DONE_REASONS[value as NotDone] ?? NOT_DONE_REASONS.refused;
    return [{ part: name, body: { kind: "task_refused", subtype, reason } }];
  });
}

/** What a form says. The elder's digits are none of it: they are compared or sealed, never stored. */
export function bodiesOfForm(intent: WorkerIntent, fields: WorkerFields): FormBody[] {
  switch (intent) {
    case "check_in":
      return [{ part: "", body: { kind: intent, position: positionOf(fields) } }];
    case "check_out": {
      const out: FormBody = { part: "", body: { kind: intent, position: positionOf(fields) } };
      // Why somebody leaves before the hour is a remark: it stands beside the times and changes none of them.
      const why = (fields["reason"] ?? "").trim();
      return why === "" ? [out] : [{ part: "reason", body: { kind: "note", text: why } }, out];
    }
    case "services":
      return serviceBodies(fields);
    case "note": {
      const text = (fields["text"] ?? "").trim();
      return text === "" ? [] : [{ part: "", body: { kind: "note", text } }];
    }
    case "door_step": {
      const step = DOOR_STEPS.find((one) => one === fields["step"]);
      return step === undefined ? [] : [{ part: step, body: { kind: intent, step } }];
    }
    case "elder_confirm":
    case "no_answer":
    case "unsafe":
      return [{ part: "", body: { kind: intent } }];
    case "pin":
      return [];
  }
}
