/** Fills the demonstration with activities and people on their lists, published notices and open tickets, by the product's own use cases. */
import { instantAt, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import type { TicketDetail, TicketChannel, TicketKind, TicketTopic } from "#app/domain/tickets/ticket-kind.ts";
import type { NoticeTask } from "#app/domain/public-notices/public-notice.ts";
import { listSomeElders } from "#db/queries/demo-elders.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { createActivity } from "../activities/manage-activity.server.ts";
import { signUp } from "../activities/sign-up.server.ts";
import { publishNotice, writeNotice } from "../public-notices/manage-notice.server.ts";
import { openTicket } from "../tickets/open-ticket.server.ts";

export type SampleActivity = {
  readonly title: string;
  readonly titleEn: string;
  readonly streetId: number;
  readonly place: string;
  readonly placeEn: string;
  readonly inDays: number;
  readonly from: number;
  readonly minutes: number;
  readonly capacity: number;
  readonly bring: string | null;
  readonly bringEn: string | null;
  readonly feeFen: number;
  /** People who sign up, more than there are places where some are to wait. */
  readonly joined: number;
  readonly reminderText: string;
  readonly movedUpText: string;
};

export type SampleNotice = {
  readonly title: string;
  readonly titleEn: string;
  readonly streetId: number | null;
  readonly task: string | null;
  readonly plain: string;
  readonly plainEn: string;
  readonly body: string;
};

export type SampleTicket = {
  readonly kind: string;
  readonly topic: string | null;
  readonly details: readonly string[];
  readonly streetId: number;
  readonly channel: string;
  readonly named: boolean;
  readonly summary?: string;
};

/** What the demonstration begins with, all invented. */
export type SampleLife = {
  readonly activities: readonly SampleActivity[];
  readonly notices: readonly SampleNotice[];
  readonly tickets: readonly SampleTicket[];
};

type SampleElder = { readonly id: string; readonly streetId: number };

async function holdActivity(context: Context, sample: SampleActivity, elders: readonly SampleElder[]): Promise<void> {
  const { inDays, from, minutes, joined, feeFen, ...texts } = sample;
  const startsAt = instantAt(addDays(localDateOf(context.now), inDays), from);
  const activityId = await createActivity(
    context,
    {
      ...texts,
      startsAt,
      endsAt: plusMinutes(startsAt, minutes),
      feeFen: BigInt(feeFen),
      audience: "everyone",
    },
    true,
  );
  for (const { id } of elders.slice(0, joined)) await signUp(context, { activityId, elderId: id });
}

async function sampleTicket(context: Context, sample: SampleTicket, elder: SampleElder | undefined): Promise<void> {
  const { kind, topic, details, streetId, channel, named, summary } = sample;
  await openTicket(named ? context : { ...context, actor: "anonymous" }, {
    kind: kind as TicketKind,
    details: details as TicketDetail[],
    streetId,
    channel: channel as TicketChannel,
    anonymous: !named,
    callBackWanted: named,
    ...(topic !== null && { topic: topic as TicketTopic }),
    ...(summary !== undefined && { summary }),
    ...(named && elder !== undefined && { elderId: elder.id }),
  });
}

export async function fillCivicLife(context: Context, life: SampleLife): Promise<void> {
  const office = { ...context, actor: "demo:clerk" };
  const elders = await inReading(context, listSomeElders);
  for (const sample of life.activities) await holdActivity(office, sample, elders);
  for (const { task, plain, ...sample } of life.notices) {
    const validFrom = plainDate(localDateOf(context.now));
    const dates = { validFrom, validTo: addDays(validFrom, 90) };
    const form = { ...sample, ...dates, plain, audience: "everyone" as const, task: task as NoticeTask | null };
    await publishNotice(office, await writeNotice(office, form, true));
  }
  for (const sample of life.tickets)
    await sampleTicket(
      office,
      sample,
      elders.find((one) => one.streetId === sample.streetId),
    );
}
