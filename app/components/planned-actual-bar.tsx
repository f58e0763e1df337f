/** The planned span over the span that took place, on one scale; the gaps are also said in words, because a bar alone tells nobody how many minutes. */
import { clockText } from "#app/domain/time/time-window.ts";
import { figureWords } from "#app/messages/figures.ts";
import { classNames } from "./class-names.ts";
import styles from "./planned-actual-bar.module.css";
import { useWords } from "./words-context.tsx";

/** Minutes of the day on which the visit starts; the end may run past 1440. */
export type Span = { readonly startMinute: number; readonly endMinute: number };

type Scale = { readonly from: number; readonly to: number };

function scaleOf(planned: Span, actual: Span | null): Scale {
  const first = Math.min(planned.startMinute, actual?.startMinute ?? planned.startMinute);
  const last = Math.max(planned.endMinute, actual?.endMinute ?? planned.endMinute);
  return { from: Math.floor((first - 10) / 30) * 30, to: Math.ceil((last + 10) / 30) * 30 };
}

function share(scale: Scale, minute: number): string {
  return `${((minute - scale.from) / (scale.to - scale.from)) * 100}%`;
}

function place(scale: Scale, span: Span) {
  return { left: share(scale, span.startMinute), right: `calc(100% - ${share(scale, span.endMinute)})` };
}

function spanText(span: Span): string {
  return `${clockText(span.startMinute)}–${clockText(span.endMinute % 1440)}`;
}

function useGapWords(planned: Span, actual: Span | null): string {
  const words = useWords(figureWords);
  if (actual === null) return words.not_recorded;
  const late = actual.startMinute - planned.startMinute;
  const gap = actual.endMinute - actual.startMinute - (planned.endMinute - planned.startMinute);
  const parts = [
    late > 0 ? words.starts_late(late) : late < 0 ? words.starts_early(-late) : null,
    gap > 0 ? words.longer(gap) : gap < 0 ? words.shorter(-gap) : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? words.on_plan : parts.join(" · ");
}

export function PlannedActualBar({ planned, actual }: { planned: Span; actual: Span | null }) {
  const words = useWords(figureWords);
  const scale = scaleOf(planned, actual);
  const gapWords = useGapWords(planned, actual);
  const ticks = Array.from({ length: (scale.to - scale.from) / 30 + 1 }, (_, index) => scale.from + index * 30);
  const shownTicks = ticks.length > 7 ? ticks.filter((minute) => minute % 60 === 0) : ticks;
  return (
    <figure className={styles.figure}>
      <div className={styles.row}>
        <span className={styles.name}>{words.planned}</span>
        <span className={styles.track} aria-hidden="true">
          <span className={classNames(styles.bar, styles.plan)} style={place(scale, planned)} />
        </span>
        <span className={styles.clock}>{spanText(planned)}</span>
      </div>
      <div className={styles.row}>
        <span className={styles.name}>{words.actual}</span>
        <span className={styles.track} aria-hidden="true">
          {actual && <span className={classNames(styles.bar, styles.real)} style={place(scale, actual)} />}
        </span>
        <span className={styles.clock}>{actual ? spanText(actual) : "—"}</span>
      </div>
      <div className={styles.axis} aria-hidden="true">
        {shownTicks.map((minute) => (
          <span key={minute} className={styles.tick} style={{ left: share(scale, minute) }}>
            {clockText(minute % 1440)}
          </span>
        ))}
      </div>
      <figcaption className={styles.words}>{gapWords}</figcaption>
    </figure>
  );
}
