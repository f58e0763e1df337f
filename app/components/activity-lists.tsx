/** Activities of an office, and the people on the list of one. */
import { Form, Link } from "@remix-run/react";
import { activityWords, signUpWord } from "#app/messages/activities.ts";
import { DataTable } from "./data-table.tsx";
import { ElderLink } from "./elder-link.tsx";
import { Row } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ActivityView = {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly startsAt: string;
  readonly capacity: number;
  readonly joined: number;
  readonly left: number;
  readonly state: string;
  readonly isSample: boolean;
};

export function ActivityMarks({ activity }: { activity: Pick<ActivityView, "state" | "left" | "isSample"> }) {
  const words = useWords(activityWords);
  return (
    <>
      {activity.state === "cancelled" ? (
        <Tag tone="danger">{words.cancelled}</Tag>
      ) : activity.left === 0 ? (
        <Tag tone="warning">{words.full}</Tag>
      ) : (
        <Tag tone="success">{words.open}</Tag>
      )}{" "}
      {activity.isSample && <Tag>{words.sample}</Tag>}
    </>
  );
}

type ListedActivity = ActivityView & { readonly waiting: number; readonly present: number };

export function ActivityList({ rows }: { rows: readonly ListedActivity[] }) {
  const words = useWords(activityWords);
  const locale = useLocale();
  return (
    <Panel title={words.caption} flush>
      <DataTable
        caption={words.caption}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p>{words.none}</p>}
        columns={[
          {
            key: "name",
            header: words.name,
            cell: (row) => <Link to={`/office/activities/${row.id}`}>{row.title}</Link>,
          },
          { key: "starts", header: words.starts, kind: "nowrap", cell: (row) => <TimeText at={row.startsAt} /> },
          {
            key: "place",
            header: words.place,
            cell: (row) => `${locale === "en" ? row.streetEn : row.streetZh} · ${row.place}`,
          },
          {
            key: "capacity",
            header: words.capacity,
            kind: "number",
            cell: (row) => words.capacity_text(row.joined, row.capacity),
          },
          { key: "waiting", header: words.waiting, kind: "number", cell: (row) => String(row.waiting) },
          { key: "present", header: words.present, kind: "number", cell: (row) => String(row.present) },
          { key: "state", header: words.state, kind: "nowrap", cell: (row) => <ActivityMarks activity={row} /> },
        ]}
      />
    </Panel>
  );
}

export type ParticipantView = {
  readonly elderId: string;
  readonly elderNo: string;
  readonly elderName: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly state: string;
  readonly signedUpAt: string;
  readonly movedUpAt: string | null;
  readonly remindedAt: string | null;
  readonly checkedInAt: string | null;
};

type ParticipantListProps = {
  readonly rows: readonly ParticipantView[];
  readonly mayCheckIn: boolean;
  readonly mayLeave: boolean;
};

function Steps({ row, mayCheckIn, mayLeave }: { row: ParticipantView } & Omit<ParticipantListProps, "rows">) {
  const words = useWords(activityWords);
  if (row.state === "left") return null;
  return (
    <Form method="post" aria-label={row.elderName}>
      <input type="hidden" name="elderId" value={row.elderId} />
      <Row>
        {mayCheckIn && row.state === "joined" && row.checkedInAt === null && (
          <SubmitButton size="small" name="go" value="check-in">
            {words.check_in}
          </SubmitButton>
        )}
        {mayLeave && (
          <SubmitButton size="small" kind="secondary" name="go" value="leave">
            {words.leave}
          </SubmitButton>
        )}
      </Row>
    </Form>
  );
}

export function ParticipantList({ rows, ...may }: ParticipantListProps) {
  const words = useWords(activityWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.list}
      captionHidden
      rows={rows}
      rowKey={(row) => row.elderNo}
      empty={<p>{words.list_none}</p>}
      columns={[
        { key: "person", header: words.person, kind: "nowrap", cell: (row) => <ElderLink {...row} /> },
        {
          key: "state",
          header: words.state,
          cell: (row) => (
            <>
              {signUpWord(row.state, locale)} {row.movedUpAt !== null && <Tag tone="info">{words.moved_up}</Tag>}
            </>
          ),
        },
        { key: "signed", header: words.signed_up, kind: "nowrap", cell: (row) => <TimeText at={row.signedUpAt} /> },
        { key: "reminded", header: words.reminded, kind: "nowrap", cell: (row) => <TimeText at={row.remindedAt} /> },
        {
          key: "there",
          header: words.checked_in,
          kind: "nowrap",
          cell: (row) => <TimeText at={row.checkedInAt} form="clock" />,
        },
        { key: "steps", header: words.check_in, cell: (row) => <Steps row={row} {...may} /> },
      ]}
    />
  );
}
