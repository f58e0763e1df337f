/** 意见投诉 on the family's phone: a ticket with a number, answered on the telephone that the member of the family proved. */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { localDateOf, localMonthOf } from "#app/domain/time/instant.ts";
import { dueDays } from "#app/domain/tickets/ticket-due.ts";
import { isProtected, type TicketDetail, type TicketTopic } from "#app/domain/tickets/ticket-kind.ts";
import { shortNumber } from "#app/domain/tickets/ticket-number.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findMember } from "#db/repositories/family-members.ts";
import { findAllocation } from "#db/repositories/plans.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listTicketsOpenedBy } from "#db/repositories/tickets.ts";
import { inReading, inTransaction, type Unit } from "#db/transaction.ts";
import { openTicketIn } from "../tickets/open-ticket.server.ts";
import type { FamilyContext } from "./family-context.server.ts";

export type FamilyComplaint = {
  readonly memberId: string;
  readonly topic: TicketTopic;
  readonly details: readonly TicketDetail[];
  /** In the person's own words; empty for none. */
  readonly words: string;
  readonly requestKey: string;
};

async function phoneOf(unit: Unit, crypto: CryptoProvider, memberId: string): Promise<string> {
  const member = await findMember(unit, memberId);
  if (member === null) throw new Refusal("not-found");
  return crypto.decrypt(member.phoneCipher, { table: "family_member", column: "phone", row: member.id });
}

/** A complaint about a visit or a care worker is about the work of who serves the elder this month. */
async function concerned(unit: Unit, elderId: string, topic: TicketTopic): Promise<{ providerId?: string }> {
  if (topic !== "visit" && topic !== "worker") return {};
  const providerId = (await findAllocation(unit, elderId, localMonthOf(unit.now)))?.providerId ?? null;
  return providerId === null ? {} : { providerId };
}

/** Any standing link may speak up. @returns the four digits, and within how many working days somebody rings */
export async function complainAsFamily(
  { context, elderId, streetId, elder }: FamilyContext,
  crypto: CryptoProvider,
  { memberId, topic, details, words, requestKey }: FamilyComplaint,
): Promise<{ readonly number: string; readonly days: number; readonly isProtected: boolean }> {
  return inTransaction(context, async (unit) => {
    const { ticketNo } = await openTicketIn(unit, context.actor, {
      kind: "complaint",
      topic,
      details,
      ...(words.trim() !== "" && { summary: words }),
      streetId,
      elderId,
      channel: "family",
      callBackWanted: true,
      callBackPhone: { phone: await phoneOf(unit, crypto, memberId), crypto },
      // Whoever spoke up is told of the answer.
      source: { kind: "family_link", ref: elder.linkId },
      requestKey: `${memberId} ${requestKey}`,
      ...(await concerned(unit, elderId, topic)),
    });
    const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
    return {
      number: shortNumber(ticketNo),
      days: dueDays("complaint", parameters),
      isProtected: isProtected(details),
    };
  });
}

/** What this person has brought forward about the elder and what became of it, the newest first. */
export async function showOwnComplaints({ context, elderId }: FamilyContext) {
  return inReading(context, async (unit) => {
    const rows = await listTicketsOpenedBy(unit, context.actor, elderId);
    return rows.map(({ ticketNo, topic, state, answer, openedAt }) => ({
      number: shortNumber(ticketNo),
      topic,
      state,
      answer,
      openedMs: openedAt.getTime(),
    }));
  });
}
