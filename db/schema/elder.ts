/** Elders and the dated facts about them. Personal fields are ciphertext; a blind index allows lookup without the number. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytes, fenColumn, id, now, on } from "./columns.ts";
import { streetId } from "./reference.ts";

export const elder = pgTable(
  "elder",
  {
    id: id(),
    elderNo: text().notNull().unique(),
    name: text().notNull(),
    sex: text().notNull(),
    birthOn: on().notNull(),
    idNumberCipher: text().notNull(),
    idNumberIndex: bytes().notNull().unique(),
    phoneCipher: text(),
    phoneIndex: bytes(),
    hukouDistrict: text(),
    /** Last day of the registration in the district, once it moved away. */
    hukouUntil: on(),
    hukouAddressCipher: text(),
    streetId: streetId(),
    community: text(),
    addressCipher: text().notNull(),
    residenceSince: on(),
    latitude: doublePrecision().notNull(),
    longitude: doublePrecision().notNull(),
    positionQuality: text().notNull(),
    livingSituation: text(),
    serviceMode: text().notNull(),
    subtypes: text().array().notNull(),
    windows: jsonb().notNull(),
    preferredProvider: text(),
    workerSex: text(),
    refusedWorkers: text().array().notNull(),
    deathOn: on(),
    /** The death stands on a list of an authority: a roster that is silent about it takes nothing back. */
    deathListed: boolean().notNull().default(false),
    consentOn: on(),
    declinedOn: on(),
    approvedOn: on(),
    note: text(),
    rowDigest: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: at().notNull().default(now),
    updatedAt: at().notNull().default(now),
  },
  (table) => [
    index("elder_by_street").on(table.streetId),
    index("elder_by_phone").on(table.phoneIndex),
    check("elder_sex_known", sql`${table.sex} in ('female', 'male')`),
    check("elder_service_mode_known", sql`${table.serviceMode} in ('bed', 'visits', 'both')`),
    check("elder_position_known", sql`${table.positionQuality} in ('given', 'approximate')`),
  ],
);

/** What an elder's row was before an import or an edit changed it; personal fields stay ciphertext here too. */
export const recordRevision = pgTable(
  "record_revision",
  {
    id: id(),
    subjectType: text().notNull(),
    subjectId: uuid().notNull(),
    version: integer().notNull(),
    before: jsonb().notNull(),
    source: text().notNull(),
    changedBy: text().notNull(),
    changedAt: at().notNull(),
  },
  (table) => [unique("record_revision_once").on(table.subjectType, table.subjectId, table.version)],
);

/** The fact stands on a list of an authority; a roster replaces only what rosters said. */
const listed = () => boolean().notNull().default(false);

/** A column that names an elder. */
export const elderId = () =>
  uuid()
    .notNull()
    .references(() => elder.id);

export const elderContact = pgTable(
  "elder_contact",
  {
    id: id(),
    elderId: elderId(),
    ordinal: smallint().notNull(),
    name: text().notNull(),
    relation: text(),
    phoneCipher: text(),
    /** By which a caller's number finds the family. */
    phoneIndex: bytes(),
  },
  (table) => [
    unique("elder_contact_ordinal").on(table.elderId, table.ordinal),
    index("elder_contact_by_phone").on(table.phoneIndex),
  ],
);

export const assistanceStatus = pgTable(
  "assistance_status",
  { id: id(), elderId: elderId(), kind: text().notNull(), fromOn: on(), toOn: on() },
  (table) => [index("assistance_status_by_elder").on(table.elderId)],
);

export const abilityAssessment = pgTable(
  "ability_assessment",
  {
    id: id(),
    elderId: elderId(),
    assessedOn: on().notNull(),
    validUntil: on(),
    grade: smallint().notNull(),
    source: text().notNull(),
    form: jsonb(),
    sectionScores: jsonb(),
    total: smallint(),
    preliminaryGrade: smallint(),
    grounds: text().array(),
    assessors: text().array(),
  },
  (table) => [
    unique("ability_assessment_once").on(table.elderId, table.assessedOn, table.source),
    check("ability_grade_range", sql`${table.grade} between 0 and 4`),
  ],
);

export const elderAbsence = pgTable(
  "elder_absence",
  {
    id: id(),
    elderId: elderId(),
    kind: text().notNull(),
    fromOn: on().notNull(),
    toOn: on(),
    place: text(),
    listed: listed(),
  },
  (table) => [
    index("elder_absence_by_elder").on(table.elderId),
    check("elder_absence_kind_known", sql`${table.kind} in ('hospital', 'institution', 'away')`),
  ],
);

/**
 * Hours of service that another fund has paid for, as its list tells them: national voucher, care insurance, bed subsidy. The district pays no visit
 * of the same hour beside it.
 */
export const elderCharge = pgTable(
  "elder_charge",
  {
    id: id(),
    elderId: elderId(),
    fund: text().notNull(),
    startAt: at().notNull(),
    endAt: at().notNull(),
  },
  (table) => [
    unique("elder_charge_once").on(table.elderId, table.fund, table.startAt),
    check("elder_charge_hours_ordered", sql`${table.startAt} < ${table.endAt}`),
  ],
);

export const elderBenefit = pgTable(
  "elder_benefit",
  {
    id: id(),
    elderId: elderId(),
    benefit: text().notNull(),
    fromOn: on(),
    toOn: on(),
    amountFen: fenColumn(),
    exclusive: boolean().notNull(),
    confirmed: boolean().notNull().default(false),
    listed: listed(),
  },
  (table) => [index("elder_benefit_by_elder").on(table.elderId)],
);
