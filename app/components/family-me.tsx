/** What each elder lets this person see and do, until when, and how it ends; and the way out. */
import { Form, Link } from "@remix-run/react";
import { FAMILY_SCOPES } from "#app/domain/family/family-link.ts";
import { elderYearDateText } from "#app/domain/time/date-text.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { familyMeWords } from "#app/messages/family-me.ts";
import { familyFrameWords, mayWord } from "#app/messages/family.ts";
import { relationWord } from "#app/messages/kiosk-family.ts";
import { Button } from "./button.tsx";
import type { FamilyElder } from "./family-shell.tsx";
import { Row, Stack } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { PhoneLook } from "./phone-look.tsx";
import { useLocale, useWords } from "./words-context.tsx";

function ScopeList({ title, scopes }: { title: string; scopes: readonly string[] }) {
  const locale = useLocale();
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {scopes.map((scope) => (
          <li key={scope}>{mayWord(scope, locale)}</li>
        ))}
      </ul>
    </div>
  );
}

function LinkPanel({ elder }: { elder: FamilyElder }) {
  const words = useWords(familyMeWords);
  const frame = useWords(familyFrameWords);
  const locale = useLocale();
  const dateText = (day: string) => elderYearDateText(plainDate(day), locale);
  const without = FAMILY_SCOPES.filter((scope) => !elder.scopes.includes(scope));
  return (
    <Panel
      title={frame.elder_label(relationWord(elder.relation, locale), elder.name)}
      note={`${words.since(dateText(elder.fromOn))} ${words.until(dateText(elder.toOn))}`}
    >
      <Stack>
        <ScopeList title={words.may} scopes={elder.scopes} />
        {without.length > 0 && (
          <>
            <ScopeList title={words.may_not} scopes={without} />
            <p>{words.ask_more}</p>
          </>
        )}
        <Link to={`/family/me?give-up=${elder.linkId}`}>{words.give_up}</Link>
      </Stack>
    </Panel>
  );
}

/** Asked once more, on a page of its own. */
export function GiveUp({ elder }: { elder: FamilyElder }) {
  const words = useWords(familyMeWords);
  return (
    <Panel title={words.give_up_title(elder.name)} note={words.give_up_text}>
      <Form method="post" action="/family/me">
        <input type="hidden" name="linkId" value={elder.linkId} />
        <Row>
          <LinkButton to="/family/me">{words.keep}</LinkButton>
          <Button kind="danger">{words.yes}</Button>
        </Row>
      </Form>
    </Panel>
  );
}

type FamilyMeProps = {
  readonly elders: readonly FamilyElder[];
  readonly gaveUp: boolean;
  readonly look: { readonly step: number; readonly contrast: string };
};

export function FamilyMe({ elders, gaveUp, look }: FamilyMeProps) {
  const words = useWords(familyMeWords);
  const frame = useWords(familyFrameWords);
  return (
    <>
      {gaveUp && (
        <Notice tone="success" announced>
          {words.gave_up}
        </Notice>
      )}
      {elders.length === 0 && <Notice title={frame.nobody_title}>{frame.nobody_text}</Notice>}
      {elders.map((elder) => (
        <LinkPanel key={elder.linkId} elder={elder} />
      ))}
      <PhoneLook look={look} />
      <Panel title={words.kept}>
        <Stack>
          <p>{words.kept_text}</p>
          <p>{words.how_ends}</p>
          <p>{frame.hotline}</p>
        </Stack>
      </Panel>
      <Form method="post" action="/family/sign-out">
        <Button wide>{frame.sign_out}</Button>
      </Form>
    </>
  );
}
