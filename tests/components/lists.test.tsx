import { describe, expect, it } from "vitest";
import type { Column } from "#app/components/data-table.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { listAddress } from "#app/components/list-address.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { renderMarkup, textOf } from "./render-markup.tsx";

type Row = { id: string; name: string; minutes: number | null };

const rows: readonly Row[] = [
  { id: "E1", name: "王*英", minutes: 65 },
  { id: "E2", name: "李*", minutes: null },
];

const columns: readonly Column<Row>[] = [
  { key: "name", header: "姓名", sort: "name", cell: (row) => row.name },
  {
    key: "minutes",
    header: "时长",
    unit: "分钟",
    kind: "number",
    sort: "minutes",
    cell: (row) => row.minutes,
    total: "65",
  },
];

const table = (extra: Partial<Parameters<typeof DataTable<Row>>[0]> = {}) => (
  <DataTable caption="服务" columns={columns} rows={rows} rowKey={(row) => row.id} {...extra} />
);

describe("a table", () => {
  it("has a caption, column headers and a row header in each row", () => {
    const markup = renderMarkup(table());
    expect(markup).toContain("<caption");
    expect(markup.match(/<th scope="col"/g)).toHaveLength(2);
    expect(markup.match(/<th scope="row"/g)).toHaveLength(2);
  });

  it("can be scrolled by keyboard and is named", () => {
    expect(renderMarkup(table())).toMatch(/tabindex="0" role="group" aria-labelledby="[^"]+"/);
  });

  it("names units in the header and shows what is missing as a dash", () => {
    expect(textOf(renderMarkup(table()))).toBe("服务 姓名 时长 （分钟） 王*英 65 李* — 无");
    expect(textOf(renderMarkup(table(), { locale: "en" }))).toContain("时长 (分钟)");
  });

  it("sorts by links that turn the order round and start at the first page", () => {
    const markup = renderMarkup(table({ sort: { by: "name", direction: "asc" } }), { address: "/v?street=3&page=2" });
    expect(markup).toContain('aria-sort="ascending"');
    expect(markup).toContain('aria-sort="none"');
    expect(markup).toContain('href="/v?street=3&amp;sort=name&amp;order=desc"');
    expect(markup).toContain('href="/v?street=3&amp;sort=minutes&amp;order=asc"');
  });

  it("says what its totals cover", () => {
    expect(textOf(renderMarkup(table({ totalLabel: "全部 214 条" })))).toMatch(/全部 214 条 65$/);
    expect(renderMarkup(table())).not.toContain("<tfoot");
  });

  it("offers a checkbox per row with the row's key, named by the row", () => {
    const markup = renderMarkup(table({ selection: { name: "elder", form: "bulk", label: (row) => row.name } }));
    expect(markup).toContain('name="elder" form="bulk" aria-label="选中 王*英" value="E1"');
  });

  it("without rows says so instead of showing an empty frame", () => {
    const markup = renderMarkup(table({ rows: [] }));
    expect(markup).not.toContain("<table");
    expect(textOf(markup)).toBe("没有符合条件的记录。");
    expect(textOf(renderMarkup(table({ rows: [], empty: <p>今天的都审完了</p> })))).toBe("今天的都审完了");
  });
});

describe("the address of a list", () => {
  it("keeps what is not changed and goes back to the first page", () => {
    expect(listAddress("/v", "?a=1&page=3", { b: "2" })).toBe("/v?a=1&b=2");
    expect(listAddress("/v", "?a=1&page=3", { page: "4" })).toBe("/v?a=1&page=4");
    expect(listAddress("/v", "?a=1", { a: null })).toBe("/v");
  });
});

describe("pages", () => {
  it("are links, and there is none beyond either end", () => {
    const middle = renderMarkup(<Pagination page={2} pageSize={50} total={214} />, { address: "/v?a=1&page=2" });
    expect(middle).toContain('href="/v?a=1"');
    expect(middle).toContain('href="/v?a=1&amp;page=3"');
    expect(textOf(middle)).toBe("51–100，共 214 条 上一页 第 2 页／共 5 页 下一页");
    expect(textOf(renderMarkup(<Pagination page={5} pageSize={50} total={214} />))).not.toContain("下一页");
    expect(textOf(renderMarkup(<Pagination page={1} pageSize={50} total={7} />))).toBe("1–7，共 7 条");
    expect(textOf(renderMarkup(<Pagination page={1} pageSize={50} total={0} />))).toBe("0–0，共 0 条");
  });
});

describe("tabs", () => {
  it("are links, the current one marked", () => {
    const markup = renderMarkup(
      <Tabs
        tabs={[
          { to: "/v/1", label: "证据", current: true },
          { to: "/v/2", label: "问题", current: false, count: 3 },
        ]}
      />,
    );
    expect(markup.match(/aria-current="page"/g)).toHaveLength(1);
    expect(textOf(markup)).toBe("证据 问题 3");
  });
});

describe("a list of definitions", () => {
  it("shows a dash for what is null and the notes of the others", () => {
    const items = [
      { term: "社区", value: "桥北社区", note: "2024 年起" },
      { term: "电话", value: null },
    ];
    expect(textOf(renderMarkup(<DefinitionList items={items} />))).toBe("社区 桥北社区 2024 年起 电话 — 无");
  });
});
