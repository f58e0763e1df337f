/** Whether a visit took place, and how it was: the family's own word. Radio buttons and plain buttons, without a script. */
import { Form } from "@remix-run/react";
import { elderDayText } from "#app/domain/time/date-text.ts";
import { RATING_GRADES, RATING_REMARKS } from "#app/domain/visits/elder-rating.ts";
import type { FamilyVisit } from "#app/domain/family/family-visit.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { familyHomeWords } from "#app/messages/family-home.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { Button } from "./button.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { useCareWorkers } from "./care-workers.ts";
import styles from "./family-home.module.css";
import { Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

/** 今天的服务做了吗？ Three answers, each one touch. */
export function FamilyConfirm({ visit, to }: { visit: FamilyVisit; to: string }) {
  const words = useWords(familyHomeWords);
  const locale = useLocale();
  return (
    <Panel title={words.confirm(elderDayText(visit.date, locale))} note={words.confirm_hint}>
      <Form method="post" action={`${to}/rate/${visit.visitNo}`}>
        <div className={styles.answers}>
          {(["came", "nobody", "unsure"] as const).map((answer) => (
            <Button key={answer} kind="secondary" name="answer" value={answer} wide>
              {words[answer]}
            </Button>
          ))}
        </div>
      </Form>
    </Panel>
  );
}

type RateProps = { readonly visit: FamilyVisit; readonly done: readonly string[] };

export function FamilyRate({ visit, done }: RateProps) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  const workers = useCareWorkers();
  return (
    <>
      <Panel title={words.rate_title(elderDayText(visit.date, locale))} note={workers(visit.surnames)}>
        <p>{elderServices(done.length > 0 ? done : visit.codes, locale)}</p>
      </Panel>
      <Form method="post">
        <Stack>
          <ChoiceField
            kind="radio"
            name="grade"
            label={words.rate}
            choices={RATING_GRADES.map((value) => ({ value, label: words[value] }))}
            inColumn
            required
          />
          <ChoiceField
            kind="checkbox"
            name="remark"
            label={words.remarks}
            help={words.remarks_hint}
            choices={RATING_REMARKS.map((value) => ({ value, label: words[value] }))}
            inColumn
          />
          <SubmitButton kind="primary" wide>
            {words.say}
          </SubmitButton>
        </Stack>
      </Form>
      <Form method="post">
        <Button kind="quiet" name="answer" value="nobody" wide>
          {words.was_not}
        </Button>
      </Form>
    </>
  );
}

/** What came of it: thanks, and the number of the call that follows. */
export function FamilyThanks({ number }: { number: string | null }) {
  const words = useWords(familyActWords);
  return (
    <Notice tone="success" announced>
      {number === null ? words.thanks : words.thanks_call(number)}
    </Notice>
  );
}
