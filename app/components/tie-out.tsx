/**
 * Six numbers from plan to payment, and the named difference between each two. What no reason explains is a row of its own, in red:
 * it is never spread over the others.
 */
import { Link } from "@remix-run/react";
import { figureWords } from "#app/messages/figures.ts";
import { classNames } from "./class-names.ts";
import { countText } from "./count-text.ts";
import { Icon } from "./icon.tsx";
import { Money } from "./money.tsx";
import type { TieDifference, TieNumber, TieReason, TieStep } from "./tie-out-differences.ts";
import { isUnexplained, tieDifferences } from "./tie-out-differences.ts";
import styles from "./tie-out.module.css";
import { useWords } from "./words-context.tsx";

type TieOutProps = { readonly numbers: readonly TieNumber[]; readonly reasons: readonly TieReason[] };

function useStepWord(): (step: TieStep) => string {
  const words = useWords(figureWords);
  return (step) => words[`step_${step}`];
}

function Step({ number, difference }: { number: TieNumber; difference: TieDifference | undefined }) {
  const words = useWords(figureWords);
  const stepWord = useStepWord();
  const change = difference === undefined ? 0 : -difference.count;
  return (
    <li className={styles.step}>
      <span className={styles.name}>{stepWord(number.step)}</span>
      <span className={styles.count}>
        {countText(number.count)}
        <span className={styles.unit}>{words.visits_unit}</span>
      </span>
      <span className={styles.amount}>{number.fen === null ? "" : <Money fen={number.fen} />}</span>
      {difference && (
        <span className={classNames(styles.change, change === 0 ? styles.equal : styles.moved)}>
          <Icon name={change === 0 ? "check" : change < 0 ? "arrow-down" : "arrow-up"} size="small" />
          {change === 0 ? words.tie_equal : `${change > 0 ? "+" : ""}${countText(change)} ${words.visits_unit}`}
        </span>
      )}
    </li>
  );
}

function ReasonRows({ difference }: { difference: TieDifference }) {
  const words = useWords(figureWords);
  const stepWord = useStepWord();
  const rows = difference.reasons.length + (isUnexplained(difference) ? 1 : 0);
  const between = (
    <th scope="rowgroup" rowSpan={rows} className={styles.between}>
      {words.tie_between(stepWord(difference.from), stepWord(difference.step))}
    </th>
  );
  return (
    <tbody>
      {difference.reasons.map((reason, index) => (
        <tr key={reason.code}>
          {index === 0 && between}
          <td>{reason.to === undefined ? reason.label : <Link to={reason.to}>{reason.label}</Link>}</td>
          <td className={styles.end}>{countText(reason.count)}</td>
          <td className={styles.end}>{reason.fen === null ? "" : <Money fen={reason.fen} form="plain" />}</td>
        </tr>
      ))}
      {isUnexplained(difference) && (
        <tr className={styles.unexplained}>
          {difference.reasons.length === 0 && between}
          <td>{words.tie_unexplained}</td>
          <td className={styles.end}>{countText(difference.unexplainedCount)}</td>
          <td className={styles.end}>
            {difference.unexplainedFen === null ? "" : <Money fen={difference.unexplainedFen} form="plain" />}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Verdict({ differences }: { differences: readonly TieDifference[] }) {
  const words = useWords(figureWords);
  const unexplained = differences.filter(isUnexplained).length;
  const nothing = differences.every((difference) => difference.count === 0 && (difference.fen ?? 0n) === 0n);
  return (
    <p className={classNames(styles.verdict, unexplained > 0 ? styles.bad : styles.good)}>
      <Icon name={unexplained > 0 ? "octagon-alert" : "circle-check"} />
      {unexplained > 0
        ? words.tie_some_unexplained(unexplained)
        : nothing
          ? words.tie_no_difference
          : words.tie_all_explained}
    </p>
  );
}

export function TieOut({ numbers, reasons }: TieOutProps) {
  const words = useWords(figureWords);
  const differences = tieDifferences(numbers, reasons);
  const withRows = differences.filter((difference) => difference.reasons.length > 0 || isUnexplained(difference));
  return (
    <div>
      <ol className={styles.chain} aria-label={words.tie_caption}>
        {numbers.map((number, index) => (
          <Step key={number.step} number={number} difference={index === 0 ? undefined : differences[index - 1]} />
        ))}
      </ol>
      <Verdict differences={differences} />
      {withRows.length > 0 && (
        <table className={styles.reasons}>
          <caption className="visually-hidden">{words.tie_reason}</caption>
          <thead>
            <tr>
              <th scope="col">{words.tie_step}</th>
              <th scope="col">{words.tie_reason}</th>
              <th scope="col" className={styles.end}>
                {words.tie_count}
              </th>
              <th scope="col" className={styles.end}>
                {words.tie_amount}
              </th>
            </tr>
          </thead>
          {withRows.map((difference) => (
            <ReasonRows key={difference.step} difference={difference} />
          ))}
        </table>
      )}
    </div>
  );
}
