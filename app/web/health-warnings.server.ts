/** What is wrong though the product answers, by names that a monitor can ask for. No people, no numbers: who asks is anybody. */
import { showDropped } from "#app/usecases/devices/note-dropped.server.ts";
import type { Context } from "#db/transaction.ts";
import type { Services } from "./services.server.ts";

/** A monitor that looks once a day sees it. */
const DROPPED_DAYS = 1;

export async function healthWarnings(context: Context, { deviceMappings }: Services): Promise<string[]> {
  const dropped = await showDropped(context, DROPPED_DAYS);
  return [
    ...(dropped === null ? [] : ["broker-dropped-messages"]),
    ...(deviceMappings.refusal() === null ? [] : ["mapping-files-refused"]),
  ];
}
