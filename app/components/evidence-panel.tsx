/**
 * What is expected and what was seen, side by side, then the two classes of proof. Every row says in a word whether it agrees;
 * the verdict on the visit is taken elsewhere, after this has been read.
 */
import type { ReactNode } from "react";
import { figureWords } from "#app/messages/figures.ts";
import { classNames } from "./class-names.ts";
import { EmptyValue } from "./empty-value.tsx";
import styles from "./evidence-panel.module.css";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import { useWords } from "./words-context.tsx";

export type Agreement = "same" | "differs" | "missing" | "unknown";

export type EvidenceRow = {
  readonly key: string;
  readonly label: string;
  readonly expected: ReactNode;
  readonly observed: ReactNode;
  readonly agreement: Agreement;
  readonly note?: ReactNode;
};

export type Proof = {
  readonly key: string;
  readonly label: ReactNode;
  readonly at?: ReactNode;
  readonly strength?: ReactNode;
};

type EvidencePanelProps = {
  readonly caption: string;
  readonly rows: readonly EvidenceRow[];
  readonly placeProofs: readonly Proof[];
  readonly personProofs: readonly Proof[];
  /** Agrees with the visit and proves nothing; the section is left out when there is none. */
  readonly corroborations?: readonly Proof[];
};

const AGREEMENT_ICON: Readonly<Record<Agreement, IconName>> = {
  same: "circle-check",
  differs: "circle-alert",
  missing: "circle-dashed",
  unknown: "circle-help",
};

function ProofClass({ icon, title, proofs }: { icon: IconName; title: string; proofs: readonly Proof[] }) {
  const words = useWords(figureWords);
  return (
    <section className={styles.class}>
      <h3 className={styles.classHead}>
        <Icon name={icon} />
        {title}
      </h3>
      {proofs.length === 0 && <p className={styles.none}>{words.no_proof}</p>}
      <ul className={styles.proofList}>
        {proofs.map((proof) => (
          <li key={proof.key} className={styles.proof}>
            <span>{proof.label}</span>
            <span className={styles.note}>{proof.at}</span>
            {proof.strength}
          </li>
        ))}
      </ul>
    </section>
  );
}

function EvidenceTable({ caption, rows }: { caption: string; rows: readonly EvidenceRow[] }) {
  const words = useWords(figureWords);
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{words.expected}</th>
          <th scope="col">{words.observed}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td>{row.expected ?? <EmptyValue />}</td>
            <td>
              {row.observed ?? words.not_recorded}
              {row.note !== undefined && row.note !== null && <div className={styles.note}>{row.note}</div>}
            </td>
            <td>
              <span className={classNames(styles.verdict, styles[row.agreement])}>
                <Icon name={AGREEMENT_ICON[row.agreement]} size="small" />
                {words[row.agreement]}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function EvidencePanel({ caption, rows, placeProofs, personProofs, corroborations = [] }: EvidencePanelProps) {
  const words = useWords(figureWords);
  return (
    <div>
      <EvidenceTable caption={caption} rows={rows} />
      <div className={styles.proofs}>
        <ProofClass icon="map-pin" title={words.place_proof} proofs={placeProofs} />
        <ProofClass icon="user-check" title={words.person_proof} proofs={personProofs} />
        {corroborations.length > 0 && (
          <ProofClass icon="smartphone" title={words.corroboration} proofs={corroborations} />
        )}
      </div>
    </div>
  );
}
