/** The office prints the code for an elder's door, or takes one out of use. The text is shown once, to whoever printed it. */
import { maskName } from "#app/domain/access/masking.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, isoText, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import {
  isDoorCodeReason,
  requireDoorCodeReason,
  SHOWN_AGAIN_MINUTES,
  voidFrom,
  type DoorCodeReason,
} from "#app/domain/visits/door-code-issue.ts";
import { groupedDoorToken } from "#app/domain/visits/door-token.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { doorCodeHash, makeDoorCode, signedDoorToken } from "#app/integrations/crypto/door-codes.server.ts";
import { qrMatrix } from "#app/integrations/qr/write-qr.server.ts";
import { findElderNumbers } from "#db/queries/elder-numbers.ts";
import { findDisplayName } from "#db/repositories/access.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertDoorCode, listDoorCodesOfElder, voidDoorCodes, type DoorCodeRow } from "#db/repositories/door-codes.ts";
import { findElderWithFacts } from "#db/repositories/elders.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";

async function elderOf(unit: Unit, elderNo: string) {
  const elder = await findElderNumbers(unit, elderNo);
  if (elder === null) throw new Refusal("not-found");
  return elder;
}

async function overlapDays(unit: Unit): Promise<number> {
  return policyInForce(await listPolicyVersions(unit), localDateOf(unit.now)).parameters.door_code_overlap_days;
}

function stateOf({ voidAt }: DoorCodeRow, now: number): "open" | "ending" | "void" {
  if (voidAt === null) return "open";
  return voidAt.getTime() > now ? "ending" : "void";
}

async function versionOf(unit: Unit, row: DoorCodeRow) {
  return {
    version: row.version,
    issuedAt: isoText(instant(row.issuedAt)),
    issuedBy: (await findDisplayName(unit, row.issuedBy)) ?? row.issuedBy,
    state: stateOf(row, unit.now),
    voidAt: row.voidAt === null ? null : isoText(instant(row.voidAt)),
    voidReason: row.voidReason,
  };
}

/** The newest code of a home; null when none was ever printed. The caller has found the elder in its scope. */
export async function doorCodeState(unit: Unit, elderId: string) {
  const [newest] = await listDoorCodesOfElder(unit, elderId);
  return newest === undefined ? null : versionOf(unit, newest);
}

/** All versions of a home's code, the newest first, and never their text. Refuses "not-found" for an elder outside the scope. */
export async function showDoorCodes(context: Context, elderNo: string) {
  return inReading(context, async (unit) => {
    const elder = await elderOf(unit, elderNo);
    const versions = [];
    for (const row of await listDoorCodesOfElder(unit, elder.id)) versions.push(await versionOf(unit, row));
    return { elderNo, name: maskName(elder.name), versions, overlapDays: await overlapDays(unit) };
  });
}

export type PrintedDoorCode = {
  readonly elderNo: string;
  readonly version: number;
  readonly issuedAt: string;
  /** In groups of four, to be read by people. */
  readonly text: string;
  /** What a tag holds: the same text without gaps. */
  readonly token: string;
  /** Dark modules of the QR code, row by row, without its quiet zone. */
  readonly modules: boolean[][];
};

function printed(crypto: CryptoProvider, elderNo: string, row: DoorCodeRow): PrintedDoorCode {
  const token = signedDoorToken(crypto, row);
  const { version, issuedAt } = row;
  return {
    elderNo,
    version,
    issuedAt: isoText(instant(issuedAt)),
    text: groupedDoorToken(token),
    token,
    modules: qrMatrix(token),
  };
}

/** The same form sent twice prints one version; its text is no way to get a copy later or for somebody else. */
function requireShownAgain(context: Context, row: DoorCodeRow, elderId: string): DoorCodeRow {
  const late = plusMinutes(instant(row.issuedAt), SHOWN_AGAIN_MINUTES) < context.now;
  if (row.elderId !== elderId || row.issuedBy !== context.actor || late || row.voidAt !== null)
    throw new Refusal("door-code-shown-once");
  return row;
}

export type DoorCodeOrder = {
  readonly elderNo: string;
  /** Of the form: sent twice, it prints once. */
  readonly requestId: string;
  /** Why the code before it is replaced; "" for a first one. */
  readonly reason: string;
};

/**
 * Issues a new version and ends the ones before it. Refuses "not-found" for an elder outside the scope, "door-code-reason-missing",
 * "door-code-shown-once" for a form that printed its version already.
 */
export async function issueDoorCode(
  context: Context,
  crypto: CryptoProvider,
  { elderNo, requestId, reason }: DoorCodeOrder,
): Promise<PrintedDoorCode> {
  return inTransaction(context, async (unit) => {
    const { id: elderId } = await elderOf(unit, elderNo);
    // Two desks at once take turns at the elder's row.
    await findElderWithFacts(unit, elderId, true);
    const codes = await listDoorCodesOfElder(unit, elderId);
    const known = codes.find((code) => code.id === requestId);
    if (known) return printed(crypto, elderNo, requireShownAgain(context, known, elderId));
    const why = requireDoorCodeReason(
      codes.some((code) => stateOf(code, unit.now) !== "void"),
      reason,
    );
    if (why !== null)
      await endCodes(unit, elderId, { by: context.actor, reason: why, overlap: await overlapDays(unit) });
    const parts = makeDoorCode(crypto);
    const row: DoorCodeRow = {
      id: requestId,
      elderId,
      version: (codes[0]?.version ?? 0) + 1,
      ...parts,
      codeHash: doorCodeHash(signedDoorToken(crypto, parts)),
      issuedBy: context.actor,
      issuedAt: asDate(unit.now),
      voidAt: null,
      voidedBy: null,
      voidReason: null,
    };
    await insertDoorCode(unit, row);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "door-code.issue",
      subjectType: "elder",
      subjectId: elderId,
      facts: { version: row.version, reason: why },
    });
    return printed(crypto, elderNo, row);
  });
}

type Ending = { readonly by: string; readonly reason: DoorCodeReason; readonly overlap: number };

async function endCodes(unit: Unit, elderId: string, { by, reason, overlap }: Ending): Promise<number[]> {
  const voidAt = asDate(voidFrom(reason, unit.now, overlap));
  return voidDoorCodes(unit, elderId, { voidAt, voidedBy: by, voidReason: reason });
}

/**
 * Takes the home's codes out of use from now on, without a new one. Refuses "not-found", "door-code-reason-missing" for any reason but a
 * lost paper or a moved elder, and "door-code-none-open" when none counts.
 */
export async function voidDoorCode(
  context: Context,
  { elderNo, reason }: { readonly elderNo: string; readonly reason: string },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const { id: elderId } = await elderOf(unit, elderNo);
    if (!isDoorCodeReason(reason) || reason === "worn") throw new Refusal("door-code-reason-missing");
    const versions = await endCodes(unit, elderId, { by: context.actor, reason, overlap: 0 });
    if (versions.length === 0) throw new Refusal("door-code-none-open");
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "door-code.void",
      subjectType: "elder",
      subjectId: elderId,
      facts: { versions: versions.join(" "), reason },
    });
  });
}
