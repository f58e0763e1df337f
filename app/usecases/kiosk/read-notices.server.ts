/** Notices, the self-check and the start of an application at a kiosk. Nobody needs to be identified. */
import { selfCheck, type SelfCheckAnswers, type SelfCheckResult } from "#app/domain/entitlement/self-check.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { dueDays } from "#app/domain/tickets/ticket-due.ts";
import { shortNumber } from "#app/domain/tickets/ticket-number.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findShownNotice, listShownNotices, type PublicNoticeRow } from "#db/repositories/public-notices.ts";
import { listPolicyVersions, listStreets } from "#db/repositories/reference.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { openTicketIn } from "../tickets/open-ticket.server.ts";
import type { Complained } from "./speak-up.server.ts";

const shownOf = ({ id, title, titleEn, plain, plainEn, validFrom, task }: PublicNoticeRow) => ({
  id,
  title,
  titleEn,
  plain: plain ?? "",
  plainEn,
  validFrom,
  task,
});

export async function showKioskNotices(context: Context, streetId: number) {
  return inReading(context, async (unit) =>
    (await listShownNotices(unit, streetId, localDateOf(unit.now))).map(shownOf),
  );
}

/** Refuses "not-found" for one that is not shown today. */
export async function showKioskNotice(context: Context, id: string) {
  return inReading(context, async (unit) => {
    const row = await findShownNotice(unit, id, localDateOf(unit.now));
    if (row === null) throw new Refusal("not-found");
    return shownOf(row);
  });
}

/** What the answers come to today, by the policy in force. */
export async function judgeSelfCheck(context: Context, answers: SelfCheckAnswers): Promise<SelfCheckResult> {
  return inReading(context, async (unit) => {
    const on = localDateOf(unit.now);
    return selfCheck(answers, on, policyInForce(await listPolicyVersions(unit), on));
  });
}

export type KioskApplication = {
  readonly streetId: number;
  readonly requestKey: string;
  /** The notice from which it was started; null after a self-check. */
  readonly noticeId: string | null;
  readonly who:
    | { readonly kind: "elder"; readonly elderId: string }
    | { readonly kind: "phone"; readonly phone: string; readonly crypto: CryptoProvider };
};

/** Starts an application: the street's office sees it and calls back. */
export async function applyAtKiosk(context: Context, application: KioskApplication): Promise<Complained> {
  const { who, noticeId, requestKey } = application;
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const on = localDateOf(unit.now);
    const policy = policyInForce(await listPolicyVersions(unit), on);
    const streets = await listStreets(unit);
    const streetId =
      streets.find(({ id }) => id === application.streetId)?.id ?? streets[0]?.id ?? application.streetId;
    const notice = noticeId === null ? null : await findShownNotice(unit, noticeId, on);
    const opened = await openTicketIn(unit, context.actor, {
      kind: "apply",
      streetId,
      channel: "kiosk",
      callBackWanted: true,
      requestKey,
      ...(notice !== null && { summary: notice.title, source: { kind: "public-notice", ref: notice.id } }),
      ...(who.kind === "elder" && { elderId: who.elderId }),
      ...(who.kind === "phone" && { callBackPhone: { phone: who.phone, crypto: who.crypto } }),
    });
    return {
      number: shortNumber(opened.ticketNo),
      callWithinDays: dueDays("apply", policy.parameters),
      callBy: localDateOf(instant(opened.dueAt)),
      isProtected: false,
      askingCode: null,
    };
  });
}
