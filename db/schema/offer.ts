/** What an offer holds and what is said about it: the visits it asks for, and the other times that a provider proposes. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, timestamp, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { offer, visitId } from "./visit.ts";

const offerId = () =>
  uuid()
    .notNull()
    .references(() => offer.id);

/**
 * The visits of an offer, kept when they go on to another provider. The unique index is the last word in every race: a visit is held
 * by one offer at a time, so it is asked for once and accepted once.
 */
export const offerVisit = pgTable(
  "offer_visit",
  { offerId: offerId(), visitId: visitId(), state: text().notNull() },
  (table) => [
    primaryKey({ columns: [table.offerId, table.visitId] }),
    uniqueIndex("visit_is_held_by_one_offer")
      .on(table.visitId)
      .where(sql`${table.state} <> 'let_go'`),
    index("offer_visit_by_visit").on(table.visitId),
    check("offer_visit_state_known", sql`${table.state} in ('asked', 'accepted', 'let_go')`),
  ],
);

/** A provider's question to the elder's side: this visit at one of at most two other times. Asked once for a visit of an offer. */
export const offerProposal = pgTable(
  "offer_proposal",
  {
    id: id(),
    offerId: offerId(),
    visitId: visitId(),
    /** One or two starts, in the order of the provider's preference. */
    alternatives: timestamp({ withTimezone: true, mode: "date" }).array().notNull(),
    note: text(),
    state: text().notNull(),
    proposedBy: text().notNull(),
    proposedAt: at().notNull(),
    answerBy: at().notNull(),
    chosenStart: at(),
    agreedBy: text(),
    answeredBy: text(),
    answeredAt: at(),
  },
  (table) => [
    unique("offer_proposal_once").on(table.offerId, table.visitId),
    uniqueIndex("visit_has_one_open_proposal")
      .on(table.visitId)
      .where(sql`${table.state} = 'open'`),
    check("offer_proposal_state_known", sql`${table.state} in ('open', 'accepted', 'refused', 'lapsed')`),
    check("offer_proposal_one_or_two", sql`cardinality(${table.alternatives}) between 1 and 2`),
    check("offer_proposal_agreed_by_known", sql`${table.agreedBy} in ('elder', 'family')`),
    check(
      "offer_proposal_choice_is_one_of_them",
      sql`(${table.state} = 'accepted') = (${table.chosenStart} is not null) and (${table.chosenStart} is null or (${table.chosenStart} = any(${table.alternatives}) and ${table.agreedBy} is not null))`,
    ),
  ],
);
