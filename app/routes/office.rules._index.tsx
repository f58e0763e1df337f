import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Stack } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Tag } from "#app/components/tag.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { WouldBeRefused } from "#app/components/would-be-refused.tsx";
import { ruleScreenWords } from "#app/messages/rule-screens.ts";
import { ruleGroup, ruleLevel, ruleTitle, RULE_CODES } from "#app/messages/rules.ts";
import { stateWord } from "#app/messages/states.ts";
import { showRules } from "#app/usecases/screens/show-rules.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(ruleScreenWords, ({ words }) => words.title);

export const loader = guarded({ action: "rule.read" }, async ({ request, context }) =>
  showRules(context, chosenMonth(request, context.now)),
);

type Rule = Awaited<ReturnType<typeof showRules>>["rules"][number];

function Mode({ rule }: { rule: Rule }) {
  const words = useWords(ruleScreenWords);
  const locale = useLocale();
  return (
    <>
      <StateTag kind="mode" code={rule.mode} />
      {rule.ahead !== null && <p>{words.ahead(rule.ahead.from, stateWord("mode", rule.ahead.mode).staff[locale])}</p>}
      {rule.waiting && (
        <Tag tone="warning" icon="hourglass">
          {words.waiting}
        </Tag>
      )}
    </>
  );
}

export default function Rules() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(ruleScreenWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader title={words.title} status={words.status(shown.policyId)} />
      <Stack>
        <MonthSwitch month={shown.month} />
        <WouldBeRefused shown={shown} />
        <Panel title={words.list} flush>
          <DataTable
            caption={words.list}
            captionHidden
            rows={[...shown.rules].sort((a, b) => RULE_CODES.indexOf(a.code) - RULE_CODES.indexOf(b.code))}
            rowKey={(rule) => rule.code}
            columns={[
              {
                key: "rule",
                header: words.rule,
                cell: (rule) => <Link to={`/office/rules/${rule.code}`}>{ruleTitle(rule.code, locale)}</Link>,
              },
              { key: "code", header: words.name, kind: "mono", cell: (rule) => rule.code },
              { key: "group", header: words.group, cell: (rule) => ruleGroup(rule.code, locale) },
              {
                key: "level",
                header: words.level,
                kind: "nowrap",
                cell: (rule) => <StateTag kind="level" code={ruleLevel(rule.code)} />,
              },
              { key: "mode", header: words.mode, cell: (rule) => <Mode rule={rule} /> },
            ]}
          />
        </Panel>
      </Stack>
    </>
  );
}
