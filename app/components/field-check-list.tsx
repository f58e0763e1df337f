/** A month's checks at home: coverage, each check with its result, and the form of one. */
import { Form, Link } from "@remix-run/react";
import { percentTenths } from "#app/domain/scores/provider-score.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import { followUpWords } from "#app/messages/follow-ups.ts";
import { CallOutcome } from "./call-list.tsx";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { DateText } from "./date-text.tsx";
import { Tiles } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { tenthsText } from "./tenths-text.ts";
import { TimeText } from "./time-text.tsx";
import { UnconfirmedTag } from "./unconfirmed-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FieldCheckView = {
  readonly id: string;
  readonly number: string;
  readonly elderNo: string;
  readonly elderName: string;
  readonly community: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly provider: string;
  readonly visitAt: string;
  readonly dueOn: string;
  readonly assigned: string | null;
  readonly state: string;
  readonly checkedAt: string | null;
  readonly group: string | null;
  readonly differs: boolean;
  readonly note: string | null;
};

type CoverageProps = {
  readonly draw: { readonly population: number; readonly size: number };
  readonly done: number;
  readonly drawn: number;
  readonly ratioPercent: number;
};

export function Coverage({ draw, done, drawn, ratioPercent }: CoverageProps) {
  const words = useWords(followUpWords);
  const tenths = percentTenths({ part: done, whole: draw.population });
  return (
    <Tiles>
      <StatTile
        question={words.coverage}
        value={tenths === null ? "—" : tenthsText(tenths)}
        unit="%"
        note={words.coverage_note(done, draw.population)}
        target={words.coverage_target(ratioPercent)}
      />
      <StatTile
        question={words.coverage_drawn}
        value={countText(drawn)}
        note={words.coverage_drawn_note(draw.size)}
        unconfirmed
      />
    </Tiles>
  );
}

export function DrawChecks({ ratioPercent }: { ratioPercent: number }) {
  const words = useWords(followUpWords);
  return (
    <Panel title={words.checks_draw} note={words.checks_draw_note(ratioPercent)}>
      <Form method="post">
        <p>
          <SubmitButton>{words.checks_draw}</SubmitButton> <UnconfirmedTag />
        </p>
      </Form>
    </Panel>
  );
}

export function FieldCheckList({ rows, mayRecord }: { rows: readonly FieldCheckView[]; mayRecord: boolean }) {
  const words = useWords(followUpWords);
  const calls = useWords(callBackWords);
  const locale = useLocale();
  return (
    <Panel title={words.checks_title} flush>
      <DataTable
        caption={words.checks_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p>{words.checks_none}</p>}
        columns={[
          {
            key: "number",
            header: words.check,
            kind: "mono",
            cell: (row) =>
              mayRecord && row.state === "open" ? (
                <Link to={`/office/field-checks/${row.id}`}>{row.number}</Link>
              ) : (
                row.number
              ),
          },
          { key: "elder", header: calls.elder, kind: "nowrap", cell: (row) => row.elderName },
          {
            key: "street",
            header: calls.street,
            cell: (row) => `${locale === "en" ? row.streetEn : row.streetZh} ${row.community ?? ""}`,
          },
          { key: "provider", header: calls.provider, cell: (row) => row.provider },
          { key: "visit", header: words.visit, kind: "nowrap", cell: (row) => <TimeText at={row.visitAt} /> },
          { key: "person", header: words.person, kind: "nowrap", cell: (row) => row.assigned ?? calls.nobody },
          {
            key: "state",
            header: calls.state,
            cell: (row) =>
              row.state === "open" ? (
                <>
                  <Tag tone="info">{words.to_check}</Tag> {words.due} <DateText date={row.dueOn} />
                </>
              ) : (
                <>
                  <CallOutcome
                    row={{ state: "closed", connection: "answered", group: row.group, differs: row.differs }}
                  />{" "}
                  {row.checkedAt !== null && <TimeText at={row.checkedAt} />}
                  <br />
                  {row.note}
                </>
              ),
          },
        ]}
      />
    </Panel>
  );
}
