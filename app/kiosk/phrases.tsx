/**
 * Chinese has no spaces, so a browser breaks a line anywhere, also inside 护理员 or 11月24日. Phrases between punctuation marks move to the next line as
 * a whole, and what stands between two spaces is not broken unless it is longer than a line; where it is, days, times and the kiosk's own words stay whole.
 */
import { Fragment } from "react";
import { useLocale } from "#app/components/words-context.tsx";
import { STAYS_WHOLE } from "#app/messages/stays-whole.ts";
import styles from "./phrases.module.css";

/** Up to and with the next mark; no look-behind, which older web views cannot read. */
const PHRASE = /[^，。：；？、]+[，。：；？、]*|[，。：；？、]+/g;

/** The text with what stays whole set so; of the parts that the pattern makes every second one is a match. */
function Breaking({ text }: { text: string }) {
  const parts = text.split(STAYS_WHOLE[useLocale()]);
  return (
    <>
      {parts.map((part, place) =>
        place % 2 === 0 ? (
          part
        ) : (
          <span key={place} className={styles.whole}>
            {part}
          </span>
        ),
      )}
    </>
  );
}

function Pieces({ text }: { text: string }) {
  const pieces = text.split(" ");
  return (
    <>
      {pieces.map((piece, index) => (
        <Fragment key={index}>
          {index > 0 && " "}
          <span className={styles.piece}>
            <Breaking text={piece} />
          </span>
        </Fragment>
      ))}
    </>
  );
}

export function Phrases({ children }: { children: string }) {
  const locale = useLocale();
  if (locale === "en") return <Breaking text={children} />;
  return (
    <>
      {(children.match(PHRASE) ?? []).map((phrase, index) => (
        <span key={index} className={styles.phrase}>
          <Pieces text={phrase} />
        </span>
      ))}
    </>
  );
}
