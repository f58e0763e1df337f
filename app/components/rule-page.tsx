/** One rule of verification: what it says, what it rests on, its parameters, and the changes of its mode. */
import { Form, Link } from "@remix-run/react";
import type { PolicyParameters } from "#app/domain/policy/policy-version.ts";
import { correctionWords } from "#app/messages/corrections.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import {
  clearingFact,
  parameterMeaning,
  parametersOfRule,
  parameterValue,
  ruleEvidence,
} from "#app/messages/rule-evidence.ts";
import { ruleScreenWords } from "#app/messages/rule-screens.ts";
import { ruleGroup, ruleLevel, ruleMessage } from "#app/messages/rules.ts";
import { stateWord } from "#app/messages/states.ts";
import { visitEvidenceWords } from "#app/messages/visit-evidence.ts";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { Row, Stack } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Mode = "off" | "warn_only" | "enforce";

export type ShownRule = {
  readonly code: string;
  readonly tomorrow: string;
  readonly today: string;
  readonly mode: Mode;
  readonly ahead: { readonly from: string; readonly mode: Mode } | null;
  readonly clearedBy: "nobody" | "fact" | "provider" | "operator" | "street" | "district";
  readonly parameters: PolicyParameters;
  /** Each mode, and why it cannot be asked for; null when it can. */
  readonly choices: readonly { readonly mode: Mode; readonly why: string | null }[];
  readonly changes: readonly {
    readonly id: string;
    readonly mode: string;
    readonly fromOn: string;
    readonly reason: string;
    readonly state: string;
    readonly decidedBy: string | null;
    readonly asked: { readonly by: string; readonly at: string; readonly isOwn: boolean };
  }[];
};

const personOf = (actor: string) => actor.replace(/^user:/, "");

export function RuleFacts({ rule }: { rule: ShownRule }) {
  const words = useWords(ruleScreenWords);
  const clears = useWords(visitEvidenceWords);
  const locale = useLocale();
  const { code, ahead } = rule;
  return (
    <Panel title={words.what}>
      <DefinitionList
        items={[
          { term: words.name, value: code },
          { term: words.group, value: ruleGroup(code, locale) },
          { term: words.level, value: <StateTag kind="level" code={ruleLevel(code)} /> },
          {
            term: words.today_mode,
            value: <StateTag kind="mode" code={rule.mode} />,
            note: ahead === null ? null : words.ahead(ahead.from, stateWord("mode", ahead.mode).staff[locale]),
          },
          { term: words.sentence, value: ruleMessage(code, locale) },
          { term: words.evidence, value: ruleEvidence(code, locale) },
          { term: words.clears_fact, value: clearingFact(code, locale) ?? words.no_fact },
          { term: words.clears_action, value: clears.cleared_by[rule.clearedBy] },
        ]}
      />
    </Panel>
  );
}

export function RuleParameters({ rule }: { rule: ShownRule }) {
  const words = useWords(ruleScreenWords);
  const locale = useLocale();
  const values: Readonly<Record<string, unknown>> = rule.parameters;
  return (
    <Panel title={words.parameters} flush>
      <DataTable
        caption={words.parameters}
        captionHidden
        rows={parametersOfRule(rule.code)}
        rowKey={(name) => name}
        empty={<p>{words.parameters_none}</p>}
        columns={[
          { key: "meaning", header: words.parameter, cell: (name) => parameterMeaning(name, locale) },
          { key: "name", header: words.name, kind: "mono", cell: (name) => name },
          { key: "value", header: words.value, cell: (name) => parameterValue(name, values[name], locale) },
        ]}
      />
    </Panel>
  );
}

function Decision({ change }: { change: ShownRule["changes"][number] }) {
  const words = useWords(ruleScreenWords);
  return (
    <Form method="post">
      <input type="hidden" name="changeId" value={change.id} />
      <Row>
        {!change.asked.isOwn && (
          <SubmitButton size="small" name="decision" value="approved" icon="check">
            {words.approve}
          </SubmitButton>
        )}
        <SubmitButton size="small" kind="secondary" name="decision" value="refused">
          {change.asked.isOwn ? words.take_back : words.refuse}
        </SubmitButton>
      </Row>
    </Form>
  );
}

export function RuleModeChanges({ rule, mayChange }: { rule: ShownRule; mayChange: boolean }) {
  const words = useWords(ruleScreenWords);
  const { people } = useWords(correctionWords);
  return (
    <Panel title={words.changes} flush>
      <DataTable
        caption={words.changes}
        captionHidden
        rows={rule.changes}
        rowKey={(change) => change.id}
        empty={<p>{words.no_changes}</p>}
        columns={[
          { key: "from", header: words.from, kind: "nowrap", cell: (change) => change.fromOn },
          {
            key: "mode",
            header: words.new_mode,
            kind: "nowrap",
            cell: (change) => <StateTag kind="mode" code={change.mode} />,
          },
          {
            key: "reason",
            header: words.reason,
            cell: (change) => (
              <>
                <p>{change.reason}</p>
                <p>
                  {people(personOf(change.asked.by))} <TimeText at={change.asked.at} />
                </p>
              </>
            ),
          },
          {
            key: "state",
            header: words.decision,
            cell: (change) =>
              change.state === "requested" && mayChange ? (
                <Decision change={change} />
              ) : (
                [words.states[change.state], change.decidedBy === null ? "" : personOf(change.decidedBy)]
                  .filter(Boolean)
                  .join(" · ")
              ),
          },
        ]}
      />
    </Panel>
  );
}

/** The form of whoever may ask; modes that cannot be had yet are named with the reason. */
export function AskForMode({ rule }: { rule: ShownRule }) {
  const words = useWords(ruleScreenWords);
  const locale = useLocale();
  const nameOf = (mode: Mode) => stateWord("mode", mode).staff[locale];
  const barred = rule.choices.filter(({ why }) => why !== null && why !== "rule-mode-same");
  return (
    <Panel title={words.change} note={words.change_note}>
      <Form method="post">
        <Stack>
          <Field
            kind="select"
            name="mode"
            label={words.new_mode}
            required
            options={rule.choices
              .filter(({ why }) => why === null)
              .map(({ mode }) => ({ value: mode, label: nameOf(mode) }))}
          />
          {barred.map(({ mode, why }) => (
            <p key={mode}>
              {nameOf(mode)}：{refusalSentence(why ?? "", { code: rule.code }, locale)}
            </p>
          ))}
          <Field kind="date" name="from" label={words.from} required min={rule.today} defaultValue={rule.tomorrow} />
          <Field kind="text" name="reason" label={words.reason} required maxLength={200} width="full" />
          <Row>
            <SubmitButton>{words.ask}</SubmitButton>
            <Link to={`/office/visits?rule=${rule.code}`}>{words.visits_of_rule}</Link>
          </Row>
        </Stack>
      </Form>
    </Panel>
  );
}
