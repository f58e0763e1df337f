/** Candidates of each street by verdict; each number opens the list behind it. */
import { Link } from "@remix-run/react";
import { candidateWords } from "#app/messages/candidates.ts";
import { verdictWord } from "#app/messages/eligibility.ts";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type StreetCounts = {
  readonly id: number;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly candidates: number;
  readonly verdicts: Readonly<Record<string, number>>;
};

type StreetVerdictsProps = {
  readonly streets: readonly StreetCounts[];
  readonly verdicts: readonly string[];
  readonly addressOf: (change: Record<string, string>) => string;
};

export function StreetVerdicts({ streets, verdicts, addressOf }: StreetVerdictsProps) {
  const words = useWords(candidateWords);
  const locale = useLocale();
  const numberOf = (street: StreetCounts, verdict: string) => {
    const value = street.verdicts[verdict] ?? 0;
    return value === 0 ? 0 : <Link to={addressOf({ street: String(street.id), verdict })}>{value}</Link>;
  };
  return (
    <Panel title={words.by_street} flush>
      <DataTable
        caption={words.by_street}
        captionHidden
        rows={streets}
        rowKey={(street) => String(street.id)}
        columns={[
          {
            key: "street",
            header: words.street,
            cell: (street) => (
              <Link to={addressOf({ street: String(street.id) })}>
                {locale === "en" ? street.streetEn : street.streetZh}
              </Link>
            ),
          },
          { key: "all", header: words.candidates, kind: "number", cell: (street) => street.candidates },
          ...verdicts.map((verdict) => ({
            key: verdict,
            header: verdictWord(verdict, locale),
            kind: "number" as const,
            cell: (street: StreetCounts) => numberOf(street, verdict),
          })),
        ]}
      />
    </Panel>
  );
}
