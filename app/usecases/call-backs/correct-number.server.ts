/** The office puts right the number of somebody whom a call did not reach, so that the second round can. The old row is kept. */
import { normalisePhone } from "#app/domain/elders/phone-number.ts";
import { followUpAfter } from "#app/domain/call-backs/follow-up.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localMonthOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { updateElderPhone } from "#db/repositories/elders.ts";
import { lockFollowUp, updateFollowUp } from "#db/repositories/follow-ups.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { keepHistory } from "../imports/store-elders.server.ts";
import { callPolicy } from "./call-policy.server.ts";

/** Refuses "not-found", "phone-impossible", "follow-up-closed" and "follow-up-outcome-unknown" for a ticket that asks for no number. */
export async function correctNumber(
  context: Context,
  crypto: CryptoProvider,
  { ticketNo, phone, note }: { readonly ticketNo: string; readonly phone: string; readonly note: string },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await lockFollowUp(unit, ticketNo);
    if (row === null) throw new Refusal("not-found");
    const outcome = "number-corrected";
    const standing = { kind: row.kind, state: row.state, openedBy: row.openedBy, proposedBy: null } as Parameters<
      typeof followUpAfter
    >[0];
    followUpAfter(standing, { outcome, by: context.actor, isDistrict: false, note });
    const { parameters } = await callPolicy(unit, localMonthOf(unit.now));
    const read = normalisePhone(phone, parameters.callback_area_code);
    if (read === null) throw new Refusal("phone-impossible");
    await keepHistory(unit, [row.elderId], context.actor);
    await updateElderPhone(unit, row.elderId, {
      phoneCipher: crypto.encrypt(read.normalised, { table: "elder", column: "phone", row: row.elderId }),
      phoneIndex: crypto.blindIndex(read.normalised, "phone"),
    });
    await updateFollowUp(unit, row.id, {
      ...{ state: "closed", outcome, note: note.trim(), version: row.version + 1 },
      ...{ closedBy: context.actor, closedAt: asDate(unit.now) },
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "elder.correct-number",
      subjectType: "elder",
      subjectId: row.elderId,
      facts: { ticket: ticketNo, kind: read.kind },
    });
  });
}
