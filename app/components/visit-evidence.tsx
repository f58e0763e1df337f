/** One visit's evidence: its figures, what was expected beside what was seen, and its events with both of their times. */
import { instant, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { correctionWords } from "#app/messages/corrections.ts";
import type { DoorStep } from "#app/domain/visits/door-steps.ts";
import { dayWords } from "#app/messages/day.ts";
import { eventWord } from "#app/messages/events.ts";
import { figureWords } from "#app/messages/figures.ts";
import { officeWords } from "#app/messages/office.ts";
import { positionFailureWord } from "#app/messages/rules.ts";
import { screenWords } from "#app/messages/screens.ts";
import { visitEvidenceWords } from "#app/messages/visit-evidence.ts";
import { DefinitionList } from "./definition-list.tsx";
import { EvidencePanel, type Agreement, type EvidenceRow, type Proof } from "./evidence-panel.tsx";
import { Money } from "./money.tsx";
import { StateTag } from "./state-tag.tsx";
import { TimeLine } from "./time-line.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";
import { listed } from "#app/messages/punctuation.ts";

/** One end of a visit; null when nobody checked in or out there. Inside is null when the distance could not be judged. */
type Place = {
  readonly distanceM: number | null;
  readonly accuracyM: number | null;
  readonly allowedM: number | null;
  readonly inside: boolean | null;
  readonly failure: string | null;
} | null;

type Service = { readonly code: string; readonly zh: string; readonly en: string };

type StoredProof = {
  readonly class: "place" | "person";
  readonly kind: string;
  readonly eventId: string;
  readonly weak: boolean;
  readonly at: string | null;
};

type Evidence = {
  readonly place: { readonly radiusM: number; readonly in: Place; readonly out: Place };
  readonly plannedMinutes: number;
  readonly minutes: number | null;
  readonly plannedFen: bigint;
  readonly servicesPlanned: readonly Service[];
  readonly servicesDone: readonly Service[];
  readonly strength: string | null;
  readonly proofs: readonly StoredProof[];
  /** Masked names of those who served, and of those who were to go and did not come. */
  readonly team: { readonly served: readonly string[]; readonly replaced: readonly string[] };
  /** Doors and beds of the home around either end: never one of the proofs. */
  readonly corroborations: readonly {
    readonly deviceKind: "door" | "bed";
    readonly end: "check_in" | "check_out";
    readonly at: string;
  }[];
};

type Recorded = {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly receivedAt: string;
  /** The office's own event: which time it corrected. */
  readonly change: {
    readonly field: "check_in_at" | "check_out_at";
    readonly from: string | null;
    readonly to: string | null;
  } | null;
  /** Which step at a door that nobody opened. */
  readonly doorStep: DoorStep | null;
  readonly note: string | null;
};

function useServiceNames() {
  const locale = useLocale();
  return (services: readonly Service[]) =>
    services.length === 0
      ? null
      : listed(
          services.map((one) => (locale === "en" ? one.en : one.zh)),
          locale,
        );
}

export function VisitFigures({ evidence }: { evidence: Evidence }) {
  const office = useWords(officeWords);
  const own = useWords(visitEvidenceWords);
  const figures = useWords(figureWords);
  const locale = useLocale();
  const minutes = evidence.minutes === null ? figures.not_recorded : figures.minutes(evidence.minutes);
  const { served, replaced } = evidence.team;
  return (
    <DefinitionList
      columns={2}
      items={[
        { term: office.visit_length, value: `${figures.minutes(evidence.plannedMinutes)} → ${minutes}` },
        {
          term: own.team,
          value: served.length === 0 ? null : listed(served, locale),
          ...(replaced.length > 0 && { note: own.replaced(listed(replaced, locale)) }),
        },
        { term: own.planned_money, value: <Money fen={evidence.plannedFen} /> },
        {
          term: own.strength,
          value: evidence.strength === null ? own.not_judged : <StateTag kind="strength" code={evidence.strength} />,
          ...(evidence.strength !== null && { note: own.strength_means[evidence.strength] }),
        },
      ]}
    />
  );
}

function placeAgreement(place: Place): Agreement {
  if (place === null || place.failure !== null) return "missing";
  return place.inside === null ? "unknown" : place.inside ? "same" : "differs";
}

/** Distance and accuracy of one end, or why there is none. */
function usePlaceRow(key: string, label: string, place: Place, radiusM: number): EvidenceRow {
  const office = useWords(officeWords);
  const own = useWords(visitEvidenceWords);
  const locale = useLocale();
  const seen =
    place === null
      ? null
      : place.failure !== null
        ? own.no_position(positionFailureWord(place.failure, locale))
        : place.distanceM === null
          ? own.not_measured
          : own.away(place.distanceM);
  const notes = place === null || place.accuracyM === null ? [] : [own.accuracy(place.accuracyM)];
  if (place !== null && place.allowedM !== null) notes.push(own.allowed(place.allowedM));
  return {
    key,
    label,
    expected: office.within(radiusM),
    observed: seen,
    agreement: placeAgreement(place),
    ...(notes.length > 0 && { note: notes.join(" · ") }),
  };
}

function useServicesRow({ servicesPlanned, servicesDone }: Evidence): EvidenceRow {
  const office = useWords(officeWords);
  const names = useServiceNames();
  const done = new Set(servicesDone.map((one) => one.code));
  const agrees = done.size === servicesPlanned.length && servicesPlanned.every((one) => done.has(one.code));
  return {
    key: "services",
    label: office.visit_services,
    expected: names(servicesPlanned),
    observed: names(servicesDone),
    agreement: done.size === 0 ? "missing" : agrees ? "same" : "differs",
  };
}

export function VisitEvidence({ evidence }: { evidence: Evidence }) {
  const office = useWords(officeWords);
  const own = useWords(visitEvidenceWords);
  const locale = useLocale();
  const rows = [
    usePlaceRow("in", own.place_in, evidence.place.in, evidence.place.radiusM),
    usePlaceRow("out", own.place_out, evidence.place.out, evidence.place.radiusM),
    useServicesRow(evidence),
  ];
  const proofsOf = (wanted: StoredProof["class"]): Proof[] =>
    evidence.proofs
      .filter((proof) => proof.class === wanted)
      .map((proof) => ({
        key: proof.eventId,
        label: eventWord(proof.kind, locale),
        at: <TimeText at={proof.at} />,
        ...(proof.weak && { strength: own.weak_proof }),
      }));
  return (
    <EvidencePanel
      caption={office.visit_expected_seen}
      rows={rows}
      placeProofs={proofsOf("place")}
      personProofs={proofsOf("person")}
      corroborations={evidence.corroborations.map(({ deviceKind, end, at }) => ({
        key: end,
        label: `${eventWord(end, locale)} · ${own.corroborates[deviceKind]}`,
        at: <TimeText at={at} />,
        strength: own.weak_proof,
      }))}
    />
  );
}

export function VisitEvents({ events }: { events: readonly Recorded[] }) {
  const words = useWords(screenWords);
  const own = useWords(visitEvidenceWords);
  const locale = useLocale();
  const corrections = useWords(correctionWords);
  const day = useWords(dayWords);
  if (events.length === 0) return <p>{words.no_events}</p>;
  const correctionEntry = ({ id, kind, at }: Recorded, change: NonNullable<Recorded["change"]>) => ({
    key: id,
    title: `${eventWord(kind, locale)} · ${corrections[change.field]}`,
    at: <TimeText at={at} />,
    change: { raw: <TimeText at={change.from} />, corrected: <TimeText at={change.to} /> },
  });
  return (
    <TimeLine
      events={events.map((event) => {
        // A phone's clock may run ahead of the server's: what arrived before it was made arrived at once.
        if (event.change !== null) return correctionEntry(event, event.change);
        const waited = Math.max(0, wholeMinutesBetween(instant(event.at), instant(event.receivedAt)));
        return {
          key: event.id,
          title: event.doorStep === null ? eventWord(event.kind, locale) : day.door_steps[event.doorStep],
          at: (
            <>
              {own.phone_time} <TimeText at={event.at} />
            </>
          ),
          detail: (
            <>
              {event.note !== null && <p>{event.note}</p>}
              {own.received} <TimeText at={event.receivedAt} /> · {own.received_after(waited)}
            </>
          ),
        };
      })}
    />
  );
}
