/** Takes a step of a ticket: gives it to a desk, begins, waits, answers, closes, opens it again. Every step is kept with who took it. */
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import type { CauseKind } from "#app/domain/messages/outgoing-message.ts";
import { orderOfInvoice } from "#app/domain/payments/invoice-request.ts";
import { receiptPath } from "#app/domain/payments/payment-order.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { TICKET_DESKS, type TicketDesk } from "#app/domain/tickets/ticket-kind.ts";
import { ticketAfter, type TicketState, type TicketStep } from "#app/domain/tickets/ticket-state.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  insertTicketEvent,
  lockTicket,
  updateTicket,
  type NewTicketRow,
  type TicketRow,
} from "#db/repositories/tickets.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { noteCauses } from "../messages/note-cause.server.ts";

export type TicketStepTaken = {
  readonly ticketNo: string;
  readonly step: TicketStep;
  readonly note: string;
  /** Of "assign": whose desk has it from now on. */
  readonly desk?: string;
};

function isDesk(text: string): text is TicketDesk {
  return (TICKET_DESKS as readonly string[]).includes(text);
}

/** Refuses "ticket-desk-unknown", and "ticket-protected" for giving a provider what is kept from it. */
function requireDesk(row: TicketRow, desk: string): TicketDesk {
  if (!isDesk(desk)) throw new Refusal("ticket-desk-unknown", { desk });
  if (desk === "provider" && !row.seenByProvider) throw new Refusal("ticket-protected");
  return desk;
}

function changesOf(unit: Unit, actor: string, row: TicketRow, taken: TicketStepTaken): Partial<NewTicketRow> {
  const at = asDate(unit.now);
  switch (taken.step) {
    case "assign":
      return { desk: requireDesk(row, taken.desk ?? ""), assignedTo: null };
    case "start":
      return { assignedTo: actor };
    case "answer":
      return { answer: maskNumbersIn(taken.note.trim()), answeredBy: actor, answeredAt: at };
    case "close":
      return { closedBy: actor, closedAt: at };
    case "reopen":
      return { closedBy: null, closedAt: null, answer: null, answeredBy: null, answeredAt: null, assignedTo: actor };
    case "wait":
      return {};
  }
}

/** Kinds whose answer somebody waits for, and what that is told as. */
const ANSWERS_TOLD: Readonly<Record<string, CauseKind>> = {
  complaint: "complaint_answered",
  invoice: "invoice_answered",
};

/**
 * The elder, or the member of the family who spoke up or asked, is told that there is an answer, and nothing of what it is about. Whoever gave
 * no name is told nothing.
 */
async function tellWhoAsked(unit: Unit, row: TicketRow): Promise<void> {
  const { elderId, anonymous, ticketNo, sourceKind, sourceRef } = row;
  const kind = ANSWERS_TOLD[row.kind];
  if (kind === undefined || anonymous || elderId === null) return;
  const linkId = sourceKind === "family_link" ? sourceRef : null;
  const orderNo = orderOfInvoice(row.requestKey);
  const facts = { ticketNo, ...(orderNo !== null && { orderNo, path: receiptPath(orderNo) }) };
  await noteCauses(unit, [{ kind, subject: ticketNo, elderId, linkId, facts, happenedAt: unit.now }]);
}

/** Refuses "not-found", "ticket-step-not-possible", "ticket-needs-note", "ticket-desk-unknown" and "ticket-protected". */
export async function stepTicket(context: Context, taken: TicketStepTaken): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await lockTicket(unit, taken.ticketNo);
    if (row === null) throw new Refusal("not-found");
    const [fromState, actor] = [row.state as TicketState, context.actor];
    const toState = ticketAfter(fromState, taken.step, taken.note);
    const changes = changesOf(unit, actor, row, taken);
    await updateTicket(unit, row.id, { ...changes, state: toState });
    const note = taken.note.trim() === "" ? null : maskNumbersIn(taken.note.trim());
    const facts = changes.desk === undefined ? {} : { desk: changes.desk };
    const event = { step: taken.step, fromState, toState, note, facts, by: actor, at: asDate(unit.now) };
    await insertTicketEvent(unit, { id: unit.newId(), ticketId: row.id, ...event });
    if (taken.step === "answer") await tellWhoAsked(unit, row);
    await insertAuditEvent(unit, actor, {
      chain: "district",
      action: `ticket.${taken.step}`,
      subjectType: "ticket",
      subjectId: row.ticketNo,
      facts: { from: fromState, to: toState, ...facts },
    });
  });
}
