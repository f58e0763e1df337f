/**
 * Beds of each street on a drawn map: no tiles, no map service. Each cell is a link to the street's beds, in the order of the table beside it;
 * a street without a bed is hatched, so that nothing is said by colour alone.
 */
import { useId } from "react";
import { bedWords } from "#app/messages/beds.ts";
import { streetCells, type Place, type Point } from "./street-cells.ts";
import styles from "./street-map.module.css";
import { useLocale, useWords } from "./words-context.tsx";

export type StreetOnMap = Place & {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly counted: number;
  readonly beds: number;
};

const WIDTH = 760;
/** Lightest and deepest fill, as opacity. */
const [LIGHT, DEEP] = [0.1, 0.62];

const pathOf = (outline: readonly Point[]) =>
  `M${outline.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;

export function StreetMap({ streets }: { streets: readonly StreetOnMap[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const hatch = useId();
  const { cells, height } = streetCells(streets, WIDTH);
  const most = Math.max(1, ...streets.map((one) => one.counted));
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${height.toFixed(0)}`} className={styles.map} role="group" aria-label={words.map}>
        <defs>
          <pattern id={hatch} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V9" className={styles.hatched} />
          </pattern>
        </defs>
        {cells.map(({ id, middle, outline }, index) => {
          const street = streets[index];
          if (street === undefined) return null;
          const name = locale === "en" ? street.nameEn : street.nameZh;
          const opacity = LIGHT + (DEEP - LIGHT) * (street.counted / most);
          return (
            <a
              key={id}
              href={`/office/beds?street=${id}`}
              className={styles.cell}
              aria-label={words.map_cell(name, street.counted, street.beds)}
            >
              {street.beds === 0 ? (
                <path d={pathOf(outline)} fill={`url(#${hatch})`} />
              ) : (
                <path d={pathOf(outline)} className={styles.fill} fillOpacity={opacity} />
              )}
              <text x={middle.x} y={middle.y - 2} aria-hidden="true">
                {name}
              </text>
              <text x={middle.x} y={middle.y + 17} className={styles.number} aria-hidden="true">
                {street.counted} / {street.beds}
              </text>
            </a>
          );
        })}
      </svg>
      <figcaption className={styles.note}>{words.map_note}</figcaption>
    </figure>
  );
}
