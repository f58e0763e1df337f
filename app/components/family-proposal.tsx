/** The provider asks for another time: the elder's family, who may book, answers as the elder would at the kiosk. */
import { Form } from "@remix-run/react";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { Button } from "./button.tsx";
import { useWhen } from "./family-words.ts";
import styles from "./family-home.module.css";
import { Panel } from "./panel.tsx";
import { useWords } from "./words-context.tsx";

type At = { readonly date: PlainDate; readonly startMinute: number };

export function FamilyProposal({ planned, alternatives }: { planned: At; alternatives: readonly At[] }) {
  const words = useWords(familyActWords);
  const when = useWhen();
  return (
    <>
      <Panel title={words.proposal_now}>
        <p className={styles.when}>{when.whole(planned)}</p>
      </Panel>
      <Panel title={words.proposal_choose}>
        <Form method="post">
          <div className={styles.choices}>
            {alternatives.map((at, place) => (
              <button
                key={`${at.date} ${at.startMinute}`}
                type="submit"
                name="choice"
                value={place}
                className={styles.choice}
              >
                <strong>{when.whole(at)}</strong>
                <span className={styles.soft}>{words.proposal_yes}</span>
              </button>
            ))}
            <Button name="choice" value="none" wide>
              {words.proposal_keep}
            </Button>
          </div>
        </Form>
      </Panel>
    </>
  );
}
