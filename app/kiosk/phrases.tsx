/**
 * Chinese has no spaces, so a browser breaks a line anywhere, also inside 护理员 or 11月24日. Phrases between punctuation marks move to the next line as
 * a whole, and what stands between two spaces is never broken unless it is longer than a line.
 */
import { Fragment } from "react";
import { useLocale } from "#app/components/words-context.tsx";
import styles from "./phrases.module.css";

/** Up to and with the next mark; no look-behind, which older web views cannot read. */
const PHRASE = /[^，。：；？、]+[，。：；？、]*|[，。：；？、]+/g;

function Pieces({ text }: { text: string }) {
  const pieces = text.split(" ");
  return (
    <>
      {pieces.map((piece, index) => (
        <Fragment key={index}>
          {index > 0 && " "}
          <span className={styles.piece}>{piece}</span>
        </Fragment>
      ))}
    </>
  );
}

export function Phrases({ children }: { children: string }) {
  const locale = useLocale();
  if (locale === "en") return <>{children}</>;
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
