/**
 * A call for help from a kiosk: stored at the first touch, without sign-in. The same key is stored once, however often it arrives: a page
 * that had no network sends it again with the moment of the touch, and the local agent has dialled meanwhile.
 */
import { randomInt } from "node:crypto";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import {
  HELP_DESK,
  helpDeadlines,
  nextHelpStepAt,
  type HelpDeadlines,
  type HelpState,
} from "#app/domain/help/help-request.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asDate, instant, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { SHORT_DIGITS, ticketNumber } from "#app/domain/tickets/ticket-number.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { announceDesks } from "#db/repositories/desk-notices.ts";
import { findHelpByKey, insertHelp, insertHelpStep } from "#db/repositories/help-requests.ts";
import { listPolicyVersions, listStreets } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { prepareContactMessage, type ContactWording } from "./tell-contact.server.ts";

export type HelpWish = {
  readonly requestKey: string;
  readonly streetId: number;
  /** Which kiosk. */
  readonly device: string;
  /** Of whoever is identified at it. */
  readonly elderId?: string;
  /** How long ago the touch was, in milliseconds; 0 for one that arrives at once. */
  readonly touchedAgoMs?: number;
  /** Whom the kiosk's own line has dialled already, for a request that was kept without a network. */
  readonly dialledByKiosk?: "staff" | "hotline";
  /** What the first contact of an identified elder is told unless the call is taken back. */
  readonly contact?: { readonly crypto: CryptoProvider; readonly wording: ContactWording };
};

/** A request that was kept longer than this is stored with this age: a clock that was set meanwhile may say anything. */
const OLDEST_KEPT_MS = 24 * 60 * 60_000;

const NUMBER_TRIES = 200;

const digits = () => String(randomInt(10 ** SHORT_DIGITS)).padStart(SHORT_DIGITS, "0");

async function insertUnderFreeNumber(
  unit: Unit,
  wish: HelpWish,
  { touchedAt, deadlines }: { readonly touchedAt: Instant; readonly deadlines: HelpDeadlines },
): Promise<{ readonly id: string; readonly helpNo: string } | null> {
  const state: HelpState = "open";
  const id = unit.newId();
  const told =
    wish.elderId === undefined || wish.contact === undefined
      ? null
      : await prepareContactMessage(unit, wish.contact.crypto, {
          elderId: wish.elderId,
          messageId: id,
          wording: wish.contact.wording,
        });
  const firstStep = nextHelpStepAt({ state, want: null, deadlines, steps: [] });
  for (let attempt = 0; attempt < NUMBER_TRIES; attempt += 1) {
    const helpNo = ticketNumber(localDateOf(unit.now), digits());
    const row = {
      id,
      helpNo,
      requestKey: wish.requestKey,
      streetId: wish.streetId,
      device: wish.device,
      elderId: wish.elderId ?? null,
      touchedAt: asDate(touchedAt),
      receivedAt: asDate(unit.now),
      dialledByKiosk: wish.dialledByKiosk ?? null,
      ...told,
      state,
      confirmAt: asDate(deadlines.confirmAt),
      hotlineAt: asDate(deadlines.hotlineAt),
      bothAt: asDate(deadlines.bothAt),
      nextStepAt: firstStep === null ? null : asDate(firstStep),
    };
    if (await insertHelp(unit, row)) return { id, helpNo };
    if ((await findHelpByKey(unit, wish.requestKey)) !== null) return null;
  }
  throw new Error("no free number for a call for help on this day");
}

/**
 * Stores the request and says so on the operators' screens.
 * @returns its number; the same for a key that was sent before
 */
export async function requestHelp(context: Context, wish: HelpWish): Promise<{ readonly helpNo: string }> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const known = await findHelpByKey(unit, wish.requestKey);
    if (known !== null) return { helpNo: known.helpNo };
    const policy = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
    const streets = await listStreets(unit);
    // A machine whose street is not on the list calls for help all the same.
    const streetId = streets.find(({ id }) => id === wish.streetId)?.id ?? streets[0]?.id ?? wish.streetId;
    const ago = Math.min(OLDEST_KEPT_MS, Math.max(0, wish.touchedAgoMs ?? 0));
    const touchedAt = instant(unit.now - ago);
    const deadlines = helpDeadlines(touchedAt, policy.parameters);
    const added = await insertUnderFreeNumber(unit, { ...wish, streetId }, { touchedAt, deadlines });
    if (added === null) {
      const other = await findHelpByKey(unit, wish.requestKey);
      return { helpNo: other?.helpNo ?? "" };
    }
    const step = { step: "requested", dueAt: null, at: asDate(touchedAt), by: context.actor };
    await insertHelpStep(unit, { id: unit.newId(), helpId: added.id, ...step });
    await announceDesks(unit, [HELP_DESK]);
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "help.request",
      subjectType: "help-request",
      subjectId: added.helpNo,
      facts: { street: streetId, device: wish.device, kept: ago > 0 },
    });
    return { helpNo: added.helpNo };
  });
}
