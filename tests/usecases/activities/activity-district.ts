/** A district with one activity for the tests of signing up. */
import { sql } from "drizzle-orm";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { createActivity, type ActivityForm } from "#app/usecases/activities/manage-activity.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";

export const NOW = instant("2026-11-15T02:00:00Z");
export const START = plusMinutes(NOW, 30 * 60);

export const FORM: ActivityForm = {
  title: "书画课",
  titleEn: "Painting",
  streetId: 1,
  place: "二楼活动室",
  placeEn: null,
  startsAt: START,
  endsAt: plusMinutes(START, 90),
  capacity: 2,
  bring: null,
  bringEn: null,
  feeFen: 0n,
  audience: "everyone",
  reminderText: "提醒您来书画课",
  movedUpText: "有名额了",
};

export const clerkOf = (database: Database, minutes = 0): Context =>
  testContext(database, { actor: "user:clerk", now: plusMinutes(NOW, minutes) });

export async function rows<Row>(database: Database, statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

export const elderIds = async (database: Database): Promise<string[]> =>
  (await rows<{ id: string }>(database, "select id from elder where phone_cipher is not null order by elder_no")).map(
    ({ id }) => id,
  );

export async function freshActivity(database: Database, changes: Partial<ActivityForm> = {}): Promise<string> {
  return createActivity(clerkOf(database), { ...FORM, ...changes });
}
