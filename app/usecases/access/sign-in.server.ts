/** Signing in and out. The cookie holds a random token, the table its digest: a stolen table opens no session. */
import { randomBytes } from "node:crypto";
import type { StaffActor } from "#app/domain/access/actor.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { verifyPassword } from "#app/integrations/crypto/password.server.ts";
import {
  deleteSession,
  findSessionActor,
  findSignIn,
  insertSession,
  updateSessionSeen,
} from "#db/repositories/access.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Staff sessions: 30 minutes idle, 12 hours at most (security design, section 2). Care workers keep theirs for a working day. */
const IDLE_MINUTES = 12 * 60;
const ABSOLUTE_MINUTES = 12 * 60;

/**
 * Opens a session. Refuses "sign-in-failed" for an unknown name and for a wrong password alike, in the same time.
 * @returns the token for the cookie
 */
export async function signIn(context: Context, loginName: string, password: string): Promise<string> {
  const wide = { ...context, scope: WHOLE_DISTRICT };
  const found = await inTransaction(wide, (unit) => findSignIn(unit, loginName.trim().toLowerCase()));
  const right = await verifyPassword(found?.passwordHash ?? null, password);
  if (!found || !right) throw new Refusal("sign-in-failed");
  const token = randomBytes(32).toString("base64url");
  await inTransaction(wide, async (unit) => {
    await insertSession(unit, sha256Bytes(token), found.userId, plusMinutes(unit.now, ABSOLUTE_MINUTES));
    await insertAuditEvent(unit, `user:${loginName.trim().toLowerCase()}`, {
      chain: "access",
      action: "session.open",
      subjectType: "user",
      subjectId: found.userId,
      facts: {},
    });
  });
  return token;
}

/** Who holds this token now, or null. */
export async function recogniseSession(context: Context, token: string): Promise<StaffActor | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const tokenHash = sha256Bytes(token);
    const actor = await findSessionActor(unit, tokenHash, plusMinutes(unit.now, -IDLE_MINUTES));
    if (actor) await updateSessionSeen(unit, tokenHash);
    return actor;
  });
}

/** Ends the session on the server at once. */
export async function signOut(context: Context, token: string): Promise<void> {
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, (unit) => deleteSession(unit, sha256Bytes(token)));
}
