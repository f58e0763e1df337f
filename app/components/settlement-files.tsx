/** What a month's settlement hands out as files: official forms, the settlement itself, and the audit pack where the month has one. */
import { moneyWords } from "#app/messages/money.ts";
import { FormActions } from "./form-section.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { useWords } from "./words-context.tsx";

type SettlementFilesProps = {
  readonly month: string;
  /** One provider's part; null for the whole scope. */
  readonly providerCode: string | null;
  /** "not-kept": the month was closed before inputs were kept, so nobody can have a pack of it. "none": not closed, or not for this person. */
  readonly pack: "kept" | "not-kept" | "none";
};

export function SettlementFiles({ month, providerCode, pack }: SettlementFilesProps) {
  const words = useWords(moneyWords);
  const part = new URLSearchParams({ month, ...(providerCode !== null && { provider: providerCode }) });
  return (
    <Panel title={words.files}>
      <FormActions>
        {(["application", "publicity", "performance"] as const).map((form) => (
          <LinkButton
            key={form}
            to={`/office/settlement/forms?month=${month}&form=${form}`}
            icon="file-spreadsheet"
            download
          >
            {words[`form_${form}`]}
          </LinkButton>
        ))}
        <LinkButton to={`/office/settlement/export?month=${month}`} icon="download" download>
          {words.export}
        </LinkButton>
        {pack === "kept" && (
          <LinkButton to={`/office/settlement/pack?${part.toString()}`} icon="download" download>
            {words.audit_pack}
          </LinkButton>
        )}
      </FormActions>
      {pack === "not-kept" && <Notice>{words.no_audit_pack(month)}</Notice>}
    </Panel>
  );
}
