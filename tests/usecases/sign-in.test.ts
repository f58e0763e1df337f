import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { hashPassword } from "#app/integrations/crypto/password.server.ts";
import { recogniseSession, signIn, signOut } from "#app/usecases/access/sign-in.server.ts";
import type { Database } from "#db/connection.server.ts";
import { insertUsers } from "#db/repositories/access.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

let database: Database;
const start = instant("2026-11-15T02:00:00Z");
const after = (minutes: number) => testContext(database, { now: plusMinutes(start, minutes) });
const PASSWORD = "a long enough password";

beforeAll(async () => {
  database = await testDatabase();
  const passwordHash = await hashPassword(PASSWORD);
  await inTransaction(testContext(database), (unit) =>
    insertUsers(unit, [
      { loginName: "lead", displayName: "区里", role: "district_lead", passwordHash },
      { loginName: "check", displayName: "审计", role: "auditor", passwordHash },
    ]),
  );
});
afterAll(async () => database.close());

describe("signing in", () => {
  it("refuses an unknown name and a wrong password with the same code", async () => {
    await expect(signIn(after(0), "nobody", PASSWORD)).rejects.toMatchObject({ code: "sign-in-failed" });
    await expect(signIn(after(0), "lead", "wrong")).rejects.toMatchObject({ code: "sign-in-failed" });
  });
  it("writes each refused try into the audit log, without what was typed", async () => {
    await expect(signIn(after(0), "my secret by mistake", "x")).rejects.toThrow();
    const found = JSON.stringify(
      await inTransaction(testContext(database), (unit) =>
        unit.orm.execute(
          sql`select convert_from(canonical, 'UTF8') as line from audit_event where action = 'session.refuse'`,
        ),
      ),
    );
    expect(found).toContain("session.refuse");
    expect(found).not.toContain("my secret by mistake");
  });
  it("opens a session that holds while it is used and ends thirty minutes after its last use", async () => {
    const token = await signIn(after(0), " Lead ", PASSWORD);
    expect(await recogniseSession(after(29), token)).toMatchObject({ loginName: "lead", role: "district_lead" });
    expect(await recogniseSession(after(58), token)).not.toBeNull();
    expect(await recogniseSession(after(88), token)).toBeNull();
    expect(await recogniseSession(after(58), token)).toBeNull();
  });
  it("stores a digest of the token, never the token", async () => {
    const token = await signIn(after(0), "lead", PASSWORD);
    const stored = await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`select row_to_json(session)::text as row from session`),
    );
    expect(JSON.stringify(stored)).not.toContain(token);
  });
  it("ends on the server when the person signs out", async () => {
    const token = await signIn(after(0), "lead", PASSWORD);
    await signOut(after(1), token);
    expect(await recogniseSession(after(1), token)).toBeNull();
  });
  it("takes a person's rights away with the next request when the account is disabled or past its last day", async () => {
    const lead = await signIn(after(0), "lead", PASSWORD);
    const auditor = await signIn(after(0), "check", PASSWORD);
    await inTransaction(testContext(database), async (unit) => {
      await unit.orm.execute(sql`update app_user set disabled_at = now() where login_name = 'lead'`);
      await unit.orm.execute(sql`update app_user set ends_on = '2026-11-15' where login_name = 'check'`);
    });
    expect(await recogniseSession(after(1), lead)).toBeNull();
    await expect(signIn(after(1), "lead", PASSWORD)).rejects.toMatchObject({ code: "sign-in-failed" });
    expect(await recogniseSession(after(20), auditor)).not.toBeNull();
    const nextDay = testContext(database, { now: instant("2026-11-15T16:00:00Z") });
    await expect(signIn(nextDay, "check", PASSWORD)).rejects.toMatchObject({ code: "sign-in-failed" });
  });
});
