/** Users, their roles and their sessions. Sign-in happens before any scope exists, so these take none but the unit's. */
import { and, asc, desc, eq, gt, gte, inArray, isNull, or, type SQL } from "drizzle-orm";
import type { StaffActor, StaffRole } from "#app/domain/access/actor.ts";
import { identify, type ProviderId, type StreetId, type UserId, type WorkerId } from "#app/domain/identifiers.ts";
import { asDate, instant, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { appUser, session, userRole } from "../schema/access.ts";
import type { Unit } from "../transaction.ts";
import { isOneOfBytes, keyOfBytes } from "./batches.ts";

const actorColumns = {
  userId: appUser.id,
  loginName: appUser.loginName,
  displayName: appUser.displayName,
  role: userRole.role,
  streetId: userRole.streetId,
  providerId: userRole.providerId,
  workerId: userRole.workerId,
};

type ActorRow = {
  userId: string;
  loginName: string;
  displayName: string;
  role: string;
  streetId: number | null;
  providerId: string | null;
  workerId: string | null;
};

function toActor(row: ActorRow): StaffActor {
  return {
    kind: "staff",
    userId: identify<UserId>(row.userId),
    loginName: row.loginName,
    displayName: row.displayName,
    role: row.role as StaffRole,
    streetId: row.streetId === null ? null : identify<StreetId>(row.streetId),
    providerId: row.providerId === null ? null : identify<ProviderId>(row.providerId),
    workerId: row.workerId === null ? null : identify<WorkerId>(row.workerId),
  };
}

/** Not disabled, and on or before the account's last day. */
function maySignIn(unit: Unit): SQL | undefined {
  return and(isNull(appUser.disabledAt), or(isNull(appUser.endsOn), gte(appUser.endsOn, localDateOf(unit.now))));
}

/** The person with that sign-in name who may still sign in, with the stored password hash; null when there is none. */
export async function findSignIn(
  unit: Unit,
  loginName: string,
): Promise<{ userId: UserId; passwordHash: string } | null> {
  const [row] = await unit.orm
    .select({ userId: appUser.id, passwordHash: appUser.passwordHash })
    .from(appUser)
    .where(and(eq(appUser.loginName, loginName), maySignIn(unit)));
  return row ? { userId: identify<UserId>(row.userId), passwordHash: row.passwordHash } : null;
}

export async function insertSession(unit: Unit, tokenHash: Uint8Array, userId: UserId, endsAt: Instant): Promise<void> {
  const now = asDate(unit.now);
  await unit.orm
    .insert(session)
    .values({ tokenHash, userId, createdAt: now, lastSeenAt: now, endsAt: asDate(endsAt), freshUntil: now });
}

export type StoredSession = { readonly actor: StaffActor; readonly createdAt: Instant; readonly lastSeenAt: Instant };

/** Sessions by the hexadecimal of their token's digest, each with the person as they are now; those that ended or whose person may no longer sign in are not among them. */
export async function mapSessions(unit: Unit, tokenHashes: readonly Uint8Array[]): Promise<Map<string, StoredSession>> {
  const rows = await unit.orm
    .select({
      ...actorColumns,
      tokenHash: session.tokenHash,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
    })
    .from(session)
    .innerJoin(appUser, eq(appUser.id, session.userId))
    .innerJoin(userRole, eq(userRole.userId, appUser.id))
    .where(and(isOneOfBytes(session.tokenHash, tokenHashes), gt(session.endsAt, asDate(unit.now)), maySignIn(unit)))
    // Whoever has several roles signs in by the oldest, which comes last and is kept.
    .orderBy(desc(userRole.id));
  return new Map(
    rows.map((row) => [
      keyOfBytes(row.tokenHash),
      { actor: toActor(row), createdAt: instant(row.createdAt), lastSeenAt: instant(row.lastSeenAt) },
    ]),
  );
}

/** Notes that the sessions are in use. One that somebody else is writing to is passed over: they are noting the same, or ending it. */
export async function updateSessionsSeen(unit: Unit, tokenHashes: readonly Uint8Array[]): Promise<void> {
  const free = unit.orm
    .select({ tokenHash: session.tokenHash })
    .from(session)
    .where(isOneOfBytes(session.tokenHash, tokenHashes))
    .for("update", { skipLocked: true });
  await unit.orm
    .update(session)
    .set({ lastSeenAt: asDate(unit.now) })
    .where(inArray(session.tokenHash, free));
}

export async function deleteSession(unit: Unit, tokenHash: Uint8Array): Promise<void> {
  await unit.orm.delete(session).where(eq(session.tokenHash, tokenHash));
}

/** Ends every session of whoever has a role as this care worker. @returns how many */
export async function deleteSessionsOfWorker(unit: Unit, workerId: string): Promise<number> {
  const users = unit.orm.select({ id: userRole.userId }).from(userRole).where(eq(userRole.workerId, workerId));
  const rows = await unit.orm
    .delete(session)
    .where(inArray(session.userId, users))
    .returning({ userId: session.userId });
  return rows.length;
}

export type NewUser = {
  readonly loginName: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly role: StaffRole;
  readonly streetId?: number;
  readonly providerId?: string;
  readonly workerId?: string;
};

/** Adds people with one role each; a name that is taken is refused ("already-exists"). */
export async function insertUsers(unit: Unit, users: readonly NewUser[]): Promise<void> {
  if (users.length === 0) return;
  const rows = users.map((user) => ({ ...user, id: unit.newId() }));
  await unit.orm.insert(appUser).values(
    rows.map((row) => ({
      id: row.id,
      loginName: row.loginName,
      displayName: row.displayName,
      passwordHash: row.passwordHash,
    })),
  );
  await unit.orm.insert(userRole).values(
    rows.map((row) => ({
      id: unit.newId(),
      userId: row.id,
      role: row.role,
      streetId: row.streetId ?? null,
      providerId: row.providerId ?? null,
      workerId: row.workerId ?? null,
    })),
  );
}

/** Sign-in names of everyone who has a role as one of these care workers, whatever else they may be. */
export async function listLoginsOfWorkers(unit: Unit, workerIds: readonly string[]): Promise<string[]> {
  if (workerIds.length === 0) return [];
  const rows = await unit.orm
    .selectDistinct({ loginName: appUser.loginName })
    .from(userRole)
    .innerJoin(appUser, eq(appUser.id, userRole.userId))
    .where(inArray(userRole.workerId, [...workerIds]));
  return rows.map((row) => row.loginName);
}

export type StaffMember = {
  /** As the audit log names them. */
  readonly actor: string;
  readonly displayName: string;
  readonly streetId: number | null;
  readonly providerId: string | null;
};

/** People of these roles who may sign in, by name. */
export async function listStaff(unit: Unit, roles: readonly StaffRole[]): Promise<StaffMember[]> {
  const rows = await unit.orm
    .select({
      loginName: appUser.loginName,
      displayName: appUser.displayName,
      streetId: userRole.streetId,
      providerId: userRole.providerId,
    })
    .from(userRole)
    .innerJoin(appUser, eq(appUser.id, userRole.userId))
    .where(and(inArray(userRole.role, [...roles]), maySignIn(unit)))
    .orderBy(asc(appUser.loginName));
  return rows.map(({ loginName, ...row }) => ({ ...row, actor: `user:${loginName}` }));
}

/** The name on screens of whoever the audit log calls so ("user:liu"); null for jobs and for accounts that are gone. */
export async function findDisplayName(unit: Unit, actor: string): Promise<string | null> {
  const loginName = /^user:(.+)$/.exec(actor)?.[1];
  if (loginName === undefined) return null;
  const [row] = await unit.orm
    .select({ displayName: appUser.displayName })
    .from(appUser)
    .where(eq(appUser.loginName, loginName));
  return row?.displayName ?? null;
}
