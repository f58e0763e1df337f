/** Photographs of visits: what is known of each picture, which look alike, and the pieces of those that are still arriving. */
import { sql } from "drizzle-orm";
import { check, customType, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { at, bytes } from "./columns.ts";

/** 64 bits; PostgreSQL has no unsigned number, so the highest bit is the sign. */
const bits64 = customType<{ data: bigint; driverData: string | bigint }>({
  dataType: () => "bigint",
  fromDriver: (value) => BigInt.asUintN(64, BigInt(value)),
  toDriver: (value) => BigInt.asIntN(64, value).toString(),
});

export const photo = pgTable(
  "photo",
  {
    digest: text().primaryKey(),
    workerId: uuid().notNull(),
    arrivedAt: at().notNull(),
    storedDigest: text().notNull(),
    storedBytes: integer().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    perceptualHash: bits64(),
    band0: integer(),
    band1: integer(),
    band2: integer(),
    band3: integer(),
    lapsedAt: at(),
  },
  (table) => [
    index("photo_by_worker").on(table.workerId, table.arrivedAt),
    index("photo_by_arrival")
      .on(table.arrivedAt)
      .where(sql`${table.lapsedAt} is null`),
    index("photo_by_band0").on(table.band0),
    index("photo_by_band1").on(table.band1),
    index("photo_by_band2").on(table.band2),
    index("photo_by_band3").on(table.band3),
    check("photo_digest_form", sql`${table.digest} ~ '^[0-9a-f]{64}$'`),
    check(
      "photo_bands_whole",
      sql`num_nulls(${table.perceptualHash}, ${table.band0}, ${table.band1}, ${table.band2}, ${table.band3}) in (0, 5)`,
    ),
  ],
);

/** Both directions of each pair stand here. */
export const photoMatch = pgTable(
  "photo_match",
  {
    digest: text()
      .notNull()
      .references(() => photo.digest),
    otherDigest: text()
      .notNull()
      .references(() => photo.digest),
    distanceBits: smallint().notNull(),
  },
  (table) => [primaryKey({ columns: [table.digest, table.otherDigest] })],
);

export const photoPiece = pgTable(
  "photo_piece",
  {
    digest: text().notNull(),
    workerId: uuid().notNull(),
    startByte: integer().notNull(),
    pieceBytes: integer().notNull(),
    totalBytes: integer().notNull(),
    content: bytes().notNull(),
    receivedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.digest, table.workerId, table.startByte] }),
    index("photo_piece_by_time").on(table.receivedAt),
  ],
);
