/** Claiming with a workbook of one's own, and the rows of such files that wait for their visits. */
import { Form } from "@remix-run/react";
import { claimFileWords } from "#app/messages/claim-files.ts";
import { Row } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useWords } from "./words-context.tsx";

export function ClaimFilesPanel({ month }: { month: string }) {
  const words = useWords(claimFileWords);
  return (
    <Panel title={words.title} note={words.lead}>
      <Form method="post" action={`?month=${month}`}>
        <Row>
          <LinkButton to={`/provider/claims/files?month=${month}`} icon="upload">
            {words.open}
          </LinkButton>
          <SubmitButton name="intent" value="look" kind="secondary">
            {words.look_again}
          </SubmitButton>
        </Row>
      </Form>
    </Panel>
  );
}
