/**
 * Members of the family whom an elder lets see or do something, the consents behind that, the codes on kiosks by which they begin and their
 * sessions.
 */
import { sql } from "drizzle-orm";
import { check, index, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, bytes, id, on } from "./columns.ts";
import { elderId } from "./elder.ts";

/** One person for one elder. A trigger refuses whoever works for a provider that serves the elder. */
export const familyLink = pgTable(
  "family_link",
  {
    id: id(),
    elderId: elderId(),
    name: text().notNull(),
    relation: text().notNull(),
    phoneCipher: text().notNull(),
    phoneIndex: bytes().notNull(),
    scopes: text().array().notNull(),
    fromOn: on().notNull(),
    /** Last day, included. */
    toOn: on().notNull(),
    consentVersion: text().notNull(),
    revokedAt: at(),
    revokedBy: text(),
  },
  (table) => [
    uniqueIndex("family_link_once")
      .on(table.elderId, table.phoneIndex)
      .where(sql`${table.revokedAt} is null`),
    index("family_link_by_phone").on(table.phoneIndex),
    check("family_link_days_ordered", sql`${table.fromOn} < ${table.toOn}`),
    check(
      "family_link_scopes_known",
      sql`cardinality(${table.scopes}) > 0 and ${table.scopes} <@ array['schedule', 'book', 'results', 'alerts', 'pay']`,
    ),
    check(
      "family_link_relation_known",
      sql`${table.relation} in ('son', 'daughter', 'spouse', 'grandchild', 'sibling', 'in_law', 'other')`,
    ),
    check("family_link_revoked_by_somebody", sql`num_nulls(${table.revokedAt}, ${table.revokedBy}) in (0, 2)`),
  ],
);

/** What the elder agreed to, each time: append-only. */
export const familyConsent = pgTable(
  "family_consent",
  {
    id: id(),
    linkId: uuid()
      .notNull()
      .references(() => familyLink.id),
    step: text().notNull(),
    scopes: text().array().notNull(),
    consentVersion: text().notNull(),
    at: at().notNull(),
    by: text().notNull(),
    /** Where it was said: at a kiosk, to a care worker or a clerk before a witness, or given up by the family member. */
    channel: text().notNull().default("kiosk"),
    kiosk: text(),
    identifiedBy: text().notNull(),
    /** Who spoke before the witness: the elder, or a guardian with a paper. */
    consentedBy: text(),
    consentHow: text(),
    witnessName: text(),
    /** The clerk beside the elder, where one stood there. */
    assistedBy: text(),
    /** The reading of the card that opened the session; null where no card was read. */
    cardEvent: text(),
  },
  (table) => [
    index("family_consent_by_link").on(table.linkId),
    check("family_consent_step_known", sql`${table.step} in ('agree', 'change', 'revoke', 'renew')`),
    check("family_consent_channel_known", sql`${table.channel} in ('kiosk', 'worker', 'office', 'family')`),
    check("family_consent_kiosk_named", sql`(${table.channel} = 'kiosk') = (${table.kiosk} is not null)`),
    check(
      "family_consent_before_a_witness",
      sql`num_nulls(${table.consentedBy}, ${table.consentHow}, ${table.witnessName}) = case when ${table.channel} in ('worker', 'office') then 0 else 3 end`,
    ),
    check(
      "family_consent_means_known",
      sql`${table.consentedBy} in ('elder', 'guardian') and ${table.consentHow} in ('spoken', 'signed', 'guardian_paper')`,
    ),
    check("family_consent_family_only_ends", sql`${table.channel} <> 'family' or ${table.step} = 'revoke'`),
    check("family_consent_revoke_leaves_nothing", sql`(${table.step} = 'revoke') = (cardinality(${table.scopes}) = 0)`),
  ],
);

/** A code on a kiosk's screen, and who scanned it. Its secret is found by the digest and shown again from the ciphertext. */
export const familyInvite = pgTable(
  "family_invite",
  {
    id: id(),
    elderId: elderId(),
    tokenHash: bytes().notNull().unique(),
    tokenCipher: text().notNull(),
    kiosk: text().notNull(),
    state: text().notNull(),
    madeAt: at().notNull(),
    endsAt: at().notNull(),
    name: text(),
    relation: text(),
    phoneCipher: text(),
    phoneIndex: bytes(),
    codeHash: bytes(),
    codeSentAt: at(),
    codeTriesLeft: smallint(),
    codesSent: smallint().notNull().default(0),
    askedAt: at(),
    answeredAt: at(),
    linkId: uuid().references(() => familyLink.id),
  },
  (table) => [
    index("family_invite_by_elder").on(table.elderId, table.madeAt),
    check("family_invite_state_known", sql`${table.state} in ('shown', 'asked', 'agreed', 'declined')`),
    check(
      "family_invite_asked_by_somebody",
      sql`${table.state} = 'shown' or num_nulls(${table.name}, ${table.relation}, ${table.phoneCipher}, ${table.phoneIndex}, ${table.askedAt}) = 0`,
    ),
    check("family_invite_agreed_has_link", sql`(${table.state} = 'agreed') = (${table.linkId} is not null)`),
    check(
      "family_invite_code_whole",
      sql`num_nulls(${table.codeHash}, ${table.codeSentAt}, ${table.codeTriesLeft}) in (0, 3)`,
    ),
  ],
);

/** A person of a family who has signed in: the proved telephone, and the WeChat account that was bound to it. */
export const familyMember = pgTable(
  "family_member",
  {
    id: id(),
    phoneIndex: bytes().notNull().unique(),
    phoneCipher: text().notNull(),
    /** Blind index of the openid; it opens a session without a code. */
    wechatIndex: bytes().unique(),
    wechatCipher: text(),
    createdAt: at().notNull(),
    /** What was told until then has been looked at. */
    noticesSeenAt: at(),
  },
  (table) => [
    check("family_member_wechat_whole", sql`num_nulls(${table.wechatIndex}, ${table.wechatCipher}) in (0, 2)`),
  ],
);

export const familySession = pgTable(
  "family_session",
  {
    tokenHash: bytes().primaryKey(),
    memberId: uuid()
      .notNull()
      .references(() => familyMember.id),
    means: text().notNull(),
    createdAt: at().notNull(),
    lastSeenAt: at().notNull(),
    endsAt: at().notNull(),
  },
  (table) => [
    index("family_session_by_member").on(table.memberId),
    check("family_session_means_known", sql`${table.means} in ('wechat', 'phone_code')`),
  ],
);
