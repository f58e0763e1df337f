/** A qualification with its end: plain while it is far, in the tone of its urgency at 30, 14 and 7 days, and when it is over. */
import { expiryLevel } from "#app/domain/workforce/credential-expiry.ts";
import { qualificationWord } from "#app/messages/people.ts";
import { statementWords } from "#app/messages/provider-statement.ts";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

const TONE_OF = { within_30: "info", within_14: "warning", within_7: "danger" } as const;

export type CertificateProps = {
  readonly code: string;
  readonly expiresOn: string | null;
  /** Days until the last valid day, which counts; negative when it is over, null without an end. */
  readonly daysLeft: number | null;
  /** Without the qualification's name, which stands beside it. */
  readonly short?: boolean;
};

export function CertificateTag({ code, expiresOn, daysLeft, short = false }: CertificateProps) {
  const words = useWords(statementWords);
  const locale = useLocale();
  const name = short ? "" : qualificationWord(code, locale);
  if (expiresOn === null || daysLeft === null) return <span>{`${name} ${words.no_end}`.trim()}</span>;
  const level = expiryLevel(daysLeft);
  if (level === "expired")
    return (
      <Tag tone="danger" icon="octagon-alert">
        {`${name} ${words.expired(expiresOn)}`.trim()}
      </Tag>
    );
  if (level === "far") return <span>{`${name} ${words.until(expiresOn)}`.trim()}</span>;
  return (
    <Tag tone={TONE_OF[level]} icon="triangle-alert">
      {`${name} ${words.until(expiresOn)} · ${words.expires_in(daysLeft)}`.trim()}
    </Tag>
  );
}
