/** Forms of the care worker's phone as the events that they stand for. Shape only: what an event means is the domain's. */
import { createHash } from "node:crypto";
import * as z from "zod";

const text = z.string().max(500).optional();

export const workerForm = z
  .object({
    intent: z.enum(["check_in", "check_out", "services", "elder_confirm", "pin", "no_answer", "note"]),
    eventId: z.string().max(60),
    deviceMs: text,
    latitude: text,
    longitude: text,
    accuracy: text,
    age: text,
    failure: text,
    text,
    pin: z.string().max(12).optional(),
  })
  .catchall(z.string().max(20));

export type WorkerForm = z.infer<typeof workerForm>;

/** Several events of one form: their ids follow from the form's own, so a second press makes the same ones. */
function partId(eventId: string, part: string): string {
  const hex = createHash("sha256").update(`${eventId}|${part}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function positionOf(form: WorkerForm): unknown {
  if (form.failure) return { failure: form.failure };
  if (!form.latitude || !form.longitude) return { failure: "not_asked" };
  return {
    latitude: Number(form.latitude),
    longitude: Number(form.longitude),
    accuracyM: Number(form.accuracy),
    ageMs: Number(form.age),
    // Browsers speak WGS-84 by their standard.
    datum: "WGS-84",
  };
}

/** The form as raw events, for the use case to read. */
export function eventsOfForm(form: WorkerForm): unknown[] {
  const deviceMs = Number(form.deviceMs) || null;
  const event = (eventId: string, body: unknown) => ({ eventId, deviceMs, body });
  switch (form.intent) {
    case "check_in":
    case "check_out":
      return [event(form.eventId, { kind: form.intent, position: positionOf(form) })];
    case "services":
      return Object.entries(form).flatMap(([name, value]) => {
        if (!name.startsWith("service-") || value === undefined || value === "") return [];
        const subtype = name.slice("service-".length);
        const body =
          value === "done"
            ? { kind: "task_done", subtype }
            : { kind: "task_refused", subtype, reason: "RC-ELDER-REFUSED" };
        return [event(partId(form.eventId, name), body)];
      });
    case "note":
      return [event(form.eventId, { kind: "note", text: form.text })];
    case "elder_confirm":
    case "no_answer":
      return [event(form.eventId, { kind: form.intent })];
    case "pin":
      return [];
  }
}
