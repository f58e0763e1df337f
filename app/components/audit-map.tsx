/**
 * Where the phone said it was, drawn around the home in metres: no map service sees an address. North is up. Positions that lie far away
 * shrink the scale; other homes of the day are drawn only where they fit.
 */
import { auditWords } from "#app/messages/audit.ts";
import styles from "./audit-map.module.css";
import { useWords } from "./words-context.tsx";

type Offset = { readonly eastM: number; readonly northM: number };
type Fix = (Offset & { readonly accuracyM: number }) | null;

export type AuditMapProps = {
  readonly radiusM: number;
  readonly in: Fix;
  readonly out: Fix;
  readonly others: readonly Offset[];
};

/** Half the side of the drawing in its own units. */
const HALF = 100;

/** Metres from the middle to the edge: the fence and both positions with their accuracy fit. */
function reachOf({ radiusM, in: arrived, out }: AuditMapProps): number {
  const ends = [arrived, out].flatMap((fix) =>
    fix === null ? [] : [Math.hypot(fix.eastM, fix.northM) + Math.min(fix.accuracyM, 3 * radiusM)],
  );
  return Math.max(radiusM * 1.25, ...ends.map((end) => end * 1.1));
}

export function AuditMap(props: AuditMapProps) {
  const words = useWords(auditWords);
  const reach = reachOf(props);
  const scale = HALF / reach;
  const at = ({ eastM, northM }: Offset) => ({ x: eastM * scale, y: -northM * scale });
  const ends = [
    { key: "in", fix: props.in, label: words.map_in, style: styles.in },
    { key: "out", fix: props.out, label: words.map_out, style: styles.out },
  ];
  const near = props.others.filter((one) => Math.hypot(one.eastM, one.northM) < reach);
  const step = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000].find((one) => one * scale > 25) ?? 50_000;
  const said = [
    words.map_note(props.radiusM),
    ...ends.flatMap(({ fix, label }) =>
      fix === null ? [] : [`${label} ${Math.round(Math.hypot(fix.eastM, fix.northM))} m ±${fix.accuracyM} m`],
    ),
  ];
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`}
        className={styles.map}
        role="img"
        aria-label={said.join(" · ")}
      >
        <circle className={styles.fence} r={props.radiusM * scale} />
        {near.map((one, index) => (
          <circle key={index} className={styles.other} cx={at(one).x} cy={at(one).y} r={3} />
        ))}
        <path className={styles.home} d="M-6 1 0-5 6 1V7H-6Z" />
        {ends.map(({ key, fix, label, style }) =>
          fix === null ? null : (
            <g key={key} className={style} transform={`translate(${at(fix).x} ${at(fix).y})`}>
              <circle className={styles.accuracy} r={Math.max(2, fix.accuracyM * scale)} />
              <circle className={styles.point} r={3.5} />
              <text x={6} y={key === "in" ? -4 : 10}>
                {label}
              </text>
            </g>
          ),
        )}
        <path className={styles.scale} d={`M${-HALF + 6} ${HALF - 6}h${step * scale}`} />
        <text x={-HALF + 6} y={HALF - 10}>
          {words.map_scale(step)}
        </text>
      </svg>
      <figcaption className={styles.words}>
        {props.in === null && props.out === null ? words.map_none : words.map_note(props.radiusM)}
        {props.others.length > 0 && ` ${words.map_other(props.others.length)}`}
      </figcaption>
    </figure>
  );
}
