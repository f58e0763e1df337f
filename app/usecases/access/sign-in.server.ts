/** Signing in and out. The cookie holds a random token, the table its digest: a stolen table opens no session. */
import { randomBytes } from "node:crypto";
import type { StaffActor } from "#app/domain/access/actor.ts";
import { isSessionLive, LONGEST_SESSION_MINUTES } from "#app/domain/access/session-limits.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { verifyPassword } from "#app/integrations/crypto/password.server.ts";
import { deleteSession, findSignIn, insertSession, mapSessions, updateSessionsSeen } from "#db/repositories/access.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, withNamedStatements, type Context } from "#db/transaction.ts";

/**
 * Opens a session. Refuses "sign-in-failed" for an unknown name and for a wrong password alike, in the same time.
 * @returns the token for the cookie
 */
export async function signIn(context: Context, loginName: string, password: string): Promise<string> {
  const wide = { ...context, scope: WHOLE_DISTRICT };
  const found = await inTransaction(wide, (unit) => findSignIn(unit, loginName.trim().toLowerCase()));
  const right = await verifyPassword(found?.passwordHash ?? null, password);
  if (!found || !right) {
    await noteRefusedSignIn(wide, found?.userId ?? null);
    throw new Refusal("sign-in-failed");
  }
  const token = randomBytes(32).toString("base64url");
  await inTransaction(wide, async (unit) => {
    await insertSession(unit, sha256Bytes(token), found.userId, plusMinutes(unit.now, LONGEST_SESSION_MINUTES));
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

/** Written for a known and an unknown name alike, so that the time taken tells nothing. A name that does not exist may be a password. */
async function noteRefusedSignIn(context: Context, userId: string | null): Promise<void> {
  await inTransaction(context, (unit) =>
    insertAuditEvent(unit, "anonymous", {
      chain: "access",
      action: "session.refuse",
      subjectType: "user",
      subjectId: userId ?? "unknown",
      facts: {},
    }),
  );
}

/** Half a minute of idleness more or less ends no session; a write with each request would cost as much as the request itself. */
const SEEN_EVERY_MS = 30_000;

/** Who holds each of these tokens now, or null. Nothing is remembered: a session that was ended is nobody's from the next question on. */
export async function recogniseSessions(
  context: Context,
  tokens: readonly string[],
): Promise<readonly (StaffActor | null)[]> {
  const hashes = tokens.map((token) => sha256Bytes(token));
  return inTransaction(withNamedStatements({ ...context, scope: WHOLE_DISTRICT }), async (unit) => {
    const found = await mapSessions(unit, hashes);
    const [seen, over]: [Uint8Array[], Uint8Array[]] = [[], []];
    const actors = hashes.map((hash) => {
      const stored = found.get(Buffer.from(hash).toString("hex"));
      if (stored === undefined) return null;
      const isLive = isSessionLive(stored.actor.role, stored, unit.now);
      if (!isLive) over.push(hash);
      else if (unit.now - stored.lastSeenAt >= SEEN_EVERY_MS) seen.push(hash);
      return isLive ? stored.actor : null;
    });
    if (seen.length > 0) await updateSessionsSeen(unit, seen);
    for (const hash of over) await deleteSession(unit, hash);
    return actors;
  });
}

/** Who holds this token now, or null. */
export async function recogniseSession(context: Context, token: string): Promise<StaffActor | null> {
  return (await recogniseSessions(context, [token]))[0] ?? null;
}

/** Ends the session on the server at once. */
export async function signOut(context: Context, token: string): Promise<void> {
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, (unit) => deleteSession(unit, sha256Bytes(token)));
}
