/** A qualification with its end: plain while it is far, in the tone of its urgency at 30, 14 and 7 days, and when it is over. */
import { qualificationWord } from "#app/messages/people.ts";
import { statementWords } from "#app/messages/provider-statement.ts";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type CertificateProps = {
  readonly code: string;
  readonly expiresOn: string | null;
  /** Days until the last valid day, which counts; negative when it is over, null without an end. */
  readonly daysLeft: number | null;
};

export function CertificateTag({ code, expiresOn, daysLeft }: CertificateProps) {
  const words = useWords(statementWords);
  const locale = useLocale();
  const name = qualificationWord(code, locale);
  if (expiresOn === null || daysLeft === null) return <span>{`${name} ${words.no_end}`}</span>;
  if (daysLeft < 0)
    return (
      <Tag tone="danger" icon="octagon-alert">
        {`${name} ${words.expired(expiresOn)}`}
      </Tag>
    );
  if (daysLeft > 30) return <span>{`${name} ${words.until(expiresOn)}`}</span>;
  return (
    <Tag tone={daysLeft <= 7 ? "danger" : daysLeft <= 14 ? "warning" : "info"} icon="triangle-alert">
      {`${name} ${words.until(expiresOn)} · ${words.expires_in(daysLeft)}`}
    </Tag>
  );
}
