/** Forms of the care worker's pages without script, as raw events for the use case to read. */
import { createHash } from "node:crypto";
import * as z from "zod";
import { bodiesOfForm, WORKER_INTENTS } from "#app/domain/visits/worker-form.ts";

const text = z.string().max(500).optional();

export const workerForm = z
  .object({
    intent: z.enum(WORKER_INTENTS),
    eventId: z.string().max(60),
    deviceMs: text,
    latitude: text,
    longitude: text,
    accuracy: text,
    age: text,
    failure: text,
    text,
    reason: text,
    pin: z.string().max(12).optional(),
  })
  .catchall(z.string().max(20));

export type WorkerForm = z.infer<typeof workerForm>;

/** Several events of one form: their ids follow from the form's own, so a second press makes the same ones. */
function partId(eventId: string, part: string): string {
  if (part === "") return eventId;
  const hex = createHash("sha256").update(`${eventId}|${part}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function eventsOfForm({ intent, eventId, ...fields }: WorkerForm): unknown[] {
  const deviceMs = Number(fields.deviceMs) || null;
  return bodiesOfForm(intent, fields).map(({ part, body }) => ({ eventId: partId(eventId, part), deviceMs, body }));
}
