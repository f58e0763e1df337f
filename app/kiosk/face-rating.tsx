/** Three faces side by side, each with its word: the face is never the only sign. Submit buttons with name and value, so that no script is needed. */
import { KioskIcon } from "./kiosk-icon.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { RATING_GRADES, type RatingGrade } from "#app/domain/visits/elder-rating.ts";
import { rateWords } from "#app/messages/kiosk-rate.ts";
import styles from "./face-rating.module.css";

const FACES: Readonly<Record<RatingGrade, string>> = {
  satisfied: "smile",
  mostly_satisfied: "meh",
  dissatisfied: "frown",
};

export function FaceRating({ name }: { name: string }) {
  const words = useWords(rateWords);
  return (
    <div className={styles.faces}>
      {RATING_GRADES.map((grade) => (
        <button key={grade} type="submit" name={name} value={grade} className={styles.face}>
          <KioskIcon name={FACES[grade]} />
          <span>{words[grade]}</span>
        </button>
      ))}
    </div>
  );
}
