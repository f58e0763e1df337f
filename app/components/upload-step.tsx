/** One step of a visit whose file goes straight to the server: a page of its own that works without scripts. */
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import type { IconName } from "./icon.tsx";
import { Panel } from "./panel.tsx";
import { TimeText } from "./time-text.tsx";
import { WorkerShell } from "./worker-shell.tsx";

type UploadStepProps = {
  readonly title: string;
  readonly note: string;
  /** Of the visit. */
  readonly visitNo: string;
  readonly plannedStart: string;
  readonly atMs: number;
  /** A second press of the button is the same event. */
  readonly eventId: string;
  /** What the server has said to the last one. */
  readonly answers: ReactNode;
  readonly send: string;
  readonly icon: IconName;
  /** The fields. */
  readonly children: ReactNode;
};

export function UploadStep(props: UploadStepProps) {
  const { title, note, visitNo, plannedStart, atMs, eventId, answers, send, icon, children } = props;
  return (
    <WorkerShell title={title} atMs={atMs} backTo={`/worker/visits/${encodeURIComponent(visitNo)}`}>
      {answers}
      <Panel title={<TimeText at={plannedStart} />} note={note}>
        <Form method="post" encType="multipart/form-data" reloadDocument>
          <input type="hidden" name="eventId" value={eventId} />
          {children}
          <Button kind="primary" wide icon={icon}>
            {send}
          </Button>
        </Form>
      </Panel>
    </WorkerShell>
  );
}
