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

/** Where a cell has most room for its words: the middle of its corners' area. */
function heartOf(outline: readonly Point[]): Point {
  const parts = outline.map((one, index) => {
    const next = outline[(index + 1) % outline.length] ?? one;
    const cross = one.x * next.y - next.x * one.y;
    return { cross, x: (one.x + next.x) * cross, y: (one.y + next.y) * cross };
  });
  const sum = (of: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + of(part), 0);
  const area = 3 * sum((part) => part.cross) || 1;
  return { x: sum((part) => part.x) / area, y: sum((part) => part.y) / area };
}

/** On the map every name is a street's: the word itself is left out. */
const shortName = (name: string) => name.replace(/(?:镇)?街道$/, "");

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
        {cells.map(({ id, outline }, index) => {
          const street = streets[index];
          if (street === undefined) return null;
          const name = locale === "en" ? street.nameEn : street.nameZh;
          const heart = heartOf(outline);
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
              <text x={heart.x} y={heart.y - 2} aria-hidden="true">
                {shortName(name)}
              </text>
              <text x={heart.x} y={heart.y + 17} className={styles.number} aria-hidden="true">
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
