/**
 * A masked field of an elder's file shown in full: for a reason, so many times a day, and written into the audit log in the same
 * transaction as it is read.
 */
import {
  requireRevealAllowed,
  requireRevealReason,
  revealDayStart,
  revealFieldCode,
  revealsLeft,
  type RevealField,
} from "#app/domain/access/disclosure.ts";
import { maskIdNumber, maskName, maskNumbersIn, maskPhone } from "#app/domain/access/masking.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findContact, findElderNumbers, type ElderNumbers } from "#db/queries/elder-numbers.ts";
import { countReveals, insertAuditEvent } from "#db/repositories/audit.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";

type Found = {
  readonly elder: ElderNumbers;
  readonly contact: { readonly name: string; readonly relation: string | null } | null;
  /** The value itself. Only here does it stand in full. */
  readonly value: string;
};

type Asked = { readonly elderNo: string; readonly field: RevealField };

/** Refuses "not-found" for an elder outside the scope, and for a field that holds nothing. */
async function openField(unit: Unit, crypto: CryptoProvider, { elderNo, field }: Asked): Promise<Found> {
  const elder = await findElderNumbers(unit, elderNo);
  if (elder === null) throw new Refusal("not-found");
  if (field.kind === "contact-phone") {
    const contact = await findContact(unit, elder.id, field.ordinal);
    if (contact === null || contact.phoneCipher === null) throw new Refusal("not-found");
    const value = crypto.decrypt(contact.phoneCipher, { table: "elder_contact", column: "phone", row: contact.id });
    return { elder, contact: { name: contact.name, relation: contact.relation }, value };
  }
  const [column, cipher] =
    field.kind === "phone" ? (["phone", elder.phoneCipher] as const) : (["id_number", elder.idNumberCipher] as const);
  if (cipher === null) throw new Refusal("not-found");
  return { elder, contact: null, value: crypto.decrypt(cipher, { table: "elder", column, row: elder.id }) };
}

/** The field as the file shows it, whose it is, and how many values the person may still have shown today. */
export async function showMaskedField(context: Context, crypto: CryptoProvider, asked: Asked) {
  return inReading(context, async (unit) => {
    const { elder, contact, value } = await openField(unit, crypto, asked);
    return {
      elderNo: elder.elderNo,
      name: maskName(elder.name),
      contact: contact === null ? null : { name: maskName(contact.name), relation: contact.relation },
      kind: asked.field.kind,
      masked: asked.field.kind === "id-number" ? maskIdNumber(value) : maskPhone(value),
      left: revealsLeft(await countReveals(unit, context.actor, revealDayStart(unit.now))),
    };
  });
}

/** Written by itself: the refusal has undone everything else. */
async function noteRefusedReveal(context: Context, { elderNo, field }: Asked): Promise<void> {
  await inTransaction(context, async (unit) => {
    const elder = await findElderNumbers(unit, elderNo);
    if (elder === null) return;
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "elder.reveal-refuse",
      subjectType: "elder",
      subjectId: elder.id,
      facts: { field: revealFieldCode(field) },
    });
  });
}

/**
 * Shows the value. Refuses "not-found", "reason-unknown", "reason-needs-text" and "reveal-cap-reached"; the last is noted too.
 * @returns the value and when it was shown
 */
export async function revealField(
  context: Context,
  crypto: CryptoProvider,
  asked: Asked & { readonly reason: string; readonly note: string },
): Promise<{ readonly value: string; readonly at: Instant }> {
  const { reason, note } = requireRevealReason(asked);
  try {
    return await inTransaction(context, async (unit) => {
      const { elder, value } = await openField(unit, crypto, asked);
      await insertAuditEvent(unit, context.actor, {
        chain: "access",
        action: "elder.reveal",
        subjectType: "elder",
        subjectId: elder.id,
        facts: {
          field: revealFieldCode(asked.field),
          reason,
          // People type numbers into every field; the log holds none.
          note: note === null ? null : maskNumbersIn(note),
        },
      });
      requireRevealAllowed(await countReveals(unit, context.actor, revealDayStart(unit.now)));
      return { value, at: unit.now };
    });
  } catch (thrown) {
    if (isRefusal(thrown, "reveal-cap-reached")) await noteRefusedReveal(context, asked);
    throw thrown;
  }
}
