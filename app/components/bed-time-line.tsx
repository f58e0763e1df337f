/**
 * Everything that happened to a bed on one line (一床一档): steps, plan versions, papers, bodies, devices, alerts, visits and money, the last
 * first. Papers of one day are one entry; the lists beside it have each.
 */
import type { ReactNode } from "react";
import { alertKindWord, alertStandWord } from "#app/messages/alert-codes.ts";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import { stateWord } from "#app/messages/states.ts";
import type { Tone } from "#app/messages/state-words.ts";
import type { BedBodyView, BedEventView, BedPlanView } from "./bed-facts.ts";
import type { BedDocumentView } from "./bed-file.tsx";
import type { BedAlertView, BedDeviceView, BedVisitView } from "./bed-home.tsx";
import type { BedMonthView, SubsidyView } from "./bed-money.tsx";
import { DateText } from "./date-text.tsx";
import type { IconName } from "./icon.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { TimeLine } from "./time-line.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type BedLife = {
  readonly events: readonly BedEventView[];
  readonly plans: readonly BedPlanView[];
  readonly bodies: readonly (BedBodyView & { readonly fromOn: string })[];
  readonly documents: readonly BedDocumentView[];
  readonly devices: readonly BedDeviceView[];
  readonly alerts: readonly BedAlertView[];
  readonly visits: readonly BedVisitView[];
  readonly money: {
    readonly subsidies: readonly (SubsidyView & { readonly proposedAt: string; readonly decidedAt: string | null })[];
    readonly months: readonly BedMonthView[];
  };
};

type Entry = {
  readonly key: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly title: ReactNode;
  readonly by?: ReactNode;
  readonly detail?: ReactNode;
  readonly tone?: Tone;
  readonly icon?: IconName;
};
type Locale = "zh-CN" | "en";

/** The district's day of a moment. */
const dayOf = (moment: string): string => new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10);

/** What an event carries that says something by itself. */
function told({ kind, body, note }: BedEventView, locale: Locale): string {
  const words = bedWords[locale];
  const said = (value: unknown, kind: "reason" | "channel") =>
    typeof value === "string" ? [bedWord(kind, value, locale)] : [];
  return [
    ...said(body["channel"], "channel"),
    ...said(body["reason"] ?? body["what"], "reason"),
    ...(typeof body["version"] === "number" ? [words.plan_version(body["version"])] : []),
    ...(typeof body["until"] === "string" ? [words.ended(body["until"])] : []),
    ...(Array.isArray(body["visits"])
      ? [(kind === "resume" ? words.visits_again : words.visits_off)(body["visits"].length)]
      : []),
    ...(note === null ? [] : [note]),
  ].join(" · ");
}

function stepEntries({ events }: BedLife, locale: Locale): Entry[] {
  const words = bedWords[locale];
  return events.map((event) => ({
    key: `step-${event.seq}`,
    day: event.occurredOn,
    title: bedWord("step", event.kind, locale),
    by: `${bedWord("party", event.party, locale)}${event.onBehalf ? ` (${words.on_behalf} ${event.actor})` : ""}`,
    detail: told(event, locale),
    tone: stateWord("bed", event.toState).tone,
    icon: "circle-check",
  }));
}

function paperEntries({ documents, plans, bodies }: BedLife, locale: Locale): Entry[] {
  const words = bedWords[locale];
  const days = new Map<string, number>();
  for (const { addedAt } of documents) days.set(dayOf(addedAt), (days.get(dayOf(addedAt)) ?? 0) + 1);
  return [
    ...[...days].map(([day, count]): Entry => ({
      key: `papers-${day}`,
      day,
      title: words.papers_added(count),
      icon: "file-text",
    })),
    ...plans.map((plan): Entry => ({
      ...{ key: `plan-${plan.version}`, day: plan.madeOn, icon: "file-text" },
      title: `${words.plans} ${words.plan_version(plan.version)}`,
      detail: <Money fen={plan.subsidyFen} />,
    })),
    ...bodies.map((body): Entry => ({
      ...{ key: `body-${body.id}`, day: body.fromOn, title: bedWord("role", body.role, locale) },
      ...{ detail: body.name, icon: "building-2" },
    })),
  ];
}

function homeEntries({ devices, alerts, visits }: BedLife, locale: Locale): Entry[] {
  const words = bedWords[locale];
  return [
    ...devices.map((device): Entry => ({
      ...{ key: `device-${device.deviceNo}-${device.fromAt}`, day: dayOf(device.fromAt), icon: "smartphone" },
      ...{ title: `${words.bound}: ${bedWord("device", device.typeCode, locale)}`, detail: device.externalId },
    })),
    ...alerts.map((alert): Entry => ({
      ...{
        key: `alert-${alert.alertNo}`,
        day: dayOf(alert.raisedAt),
        title: `${words.alerts} · ${alertKindWord(alert.kind, locale)}`,
      },
      ...{
        detail: alertStandWord(alert, locale),
        tone: alert.level === "red" ? "danger" : "warning",
        icon: "triangle-alert",
      },
    })),
    ...visits
      .filter((visit) => visit.deliveryState === "done")
      .map((visit): Entry => ({
        ...{ key: `visit-${visit.visitNo}`, day: dayOf(visit.plannedStart), title: words.visits },
        ...{ detail: `${visit.visitNo} · ${visit.provider}`, icon: "calendar-check" },
      })),
  ];
}

function moneyEntries({ money }: BedLife, locale: Locale): Entry[] {
  const words = bedWords[locale];
  return [
    ...money.subsidies.map((one): Entry => ({
      ...{ key: `subsidy-${one.id}`, day: dayOf(one.decidedAt ?? one.proposedAt), icon: "banknote" },
      title: `${words.retrofit} · ${bedWord("money", one.state, locale)}`,
      detail: <Money fen={one.subsidyFen} />,
    })),
    ...money.months.map((one): Entry => ({
      ...{ key: `month-${one.id}`, day: one.month, icon: "banknote" },
      title: `${words.months} ${one.month.slice(0, 7)} · ${bedWord("money", one.state, locale)}`,
      detail: <Money fen={one.amountFen} />,
    })),
  ];
}

export function BedTimeLine({ life }: { life: BedLife }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const parts = [stepEntries, paperEntries, homeEntries, moneyEntries].flatMap((entries) => entries(life, locale));
  const sorted = parts
    .map((entry, index) => ({ entry, index }))
    .sort((one, other) => other.entry.day.localeCompare(one.entry.day) || other.index - one.index);
  return (
    <Panel title={words.time_line}>
      <TimeLine events={sorted.map(({ entry: { day, ...entry } }) => ({ ...entry, at: <DateText date={day} /> }))} />
    </Panel>
  );
}
