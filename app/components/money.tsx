/** An amount in fen as people read it: staff see ¥38,420.00, elders 12.5 元. A deduction carries the minus sign and its word. */
import { fen } from "#app/domain/money/fen.ts";
import { elderYuanText, staffYuanText, yuanText } from "#app/domain/money/yuan-text.ts";
import { shellWords } from "#app/messages/shell.ts";
import { EmptyValue } from "./empty-value.tsx";
import styles from "./values.module.css";
import { useWords } from "./words-context.tsx";

type MoneyProps = {
  /** Whole fen; loaders may send bigint or number. */
  readonly fen: bigint | number | null | undefined;
  /** plain: without the sign, for columns whose header names the unit. */
  readonly form?: "staff" | "plain" | "elder";
  /** The amount was taken away: shown negative, with the word 扣减. */
  readonly deduction?: boolean;
};

export function Money({ fen: amountFen, form = "staff", deduction = false }: MoneyProps) {
  const words = useWords(shellWords);
  if (amountFen === null || amountFen === undefined) return <EmptyValue />;
  const whole = fen(amountFen);
  const amount = deduction && whole > 0n ? fen(-whole) : whole;
  if (form === "elder") return <span className={styles.number}>{words.yuan(elderYuanText(amount))}</span>;
  return (
    <span className={styles.number}>
      {deduction && amount !== 0n && <span className={styles.deduction}>{words.deduction}</span>}
      {form === "plain" ? yuanText(amount) : staffYuanText(amount)}
    </span>
  );
}
