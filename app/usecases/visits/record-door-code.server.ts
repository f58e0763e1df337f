/** A door code that was scanned or typed on a page without script. It is kept whatever it is; the worker is told at once what it is. */
import { judgeDoorCode, type DoorCodeVerdict } from "#app/domain/verification/door-codes.ts";
import { DOOR_TEXT_MOST } from "#app/domain/visits/door-token.ts";
import { eventsOf } from "#app/domain/visits/visit-events.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { doorCodeHash } from "#app/integrations/crypto/door-codes.server.ts";
import { readQr } from "#app/integrations/qr/read-qr.server.ts";
import { findVisit, listEventsOfVisits } from "#db/repositories/visits.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { fileDisplayCodes } from "./file-display-codes.server.ts";
import { codesReadAt } from "./scanned-codes.server.ts";
import { recordVisitEvents, type EventSender } from "./record-visit-events.server.ts";
import { visitEventOf } from "./stored-events.ts";

export type ReadDoorCode = {
  readonly visitNo: string;
  readonly sender: EventSender;
  readonly eventId: string;
  /** As scanned or typed; "" when only a picture was sent. */
  readonly text: string;
  /** A photograph of the code, which is read here and not kept. */
  readonly picture?: Uint8Array | null;
};

/** Without a text there is nothing to record: "nothing" was sent, or nothing could be read on the picture. */
export type DoorCodeOutcome = DoorCodeVerdict | "nothing" | "unread";

async function textOf({ text, picture = null }: ReadDoorCode): Promise<string | null> {
  if (text.trim() !== "") return text.trim();
  return picture === null ? "" : readQr(picture);
}

/** @returns what the code is for this home; null when the visit is not the worker's own or the form is none */
export async function recordDoorCode(
  context: Context,
  crypto: CryptoProvider,
  read: ReadDoorCode,
): Promise<DoorCodeOutcome | null> {
  const { visitNo, sender, eventId } = read;
  const found = await textOf(read);
  if (found === null) return "unread";
  if (found === "") return "nothing";
  const text = found.slice(0, DOOR_TEXT_MOST);
  const codeHash = doorCodeHash(text);
  await fileDisplayCodes(context, crypto, sender.workerId, [{ visitNo, codeHash, readAt: context.now }]);
  const event = { eventId, deviceMs: null, body: { kind: "door_code", codeHash } };
  const { answers } = await recordVisitEvents(context, { visitNo, sender, events: [event] });
  if (answers[0]?.answer === "rejected") return null;
  return inReading(context, async (unit) => {
    const visit = await findVisit(unit, visitNo);
    if (visit === null) return null;
    const events = eventsOf((await listEventsOfVisits(unit, [visit.id])).map(visitEventOf), "door_code");
    const recorded = events.find((one) => one.eventId === eventId);
    return recorded === undefined ? null : judgeDoorCode(recorded, await codesReadAt(unit, visit, events));
  });
}
