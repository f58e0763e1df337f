import { describe, expect, it } from "vitest";
import { Button } from "#app/components/button.tsx";
import { CheckboxField, ChoiceField } from "#app/components/choice-field.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { renderMarkup, textOf } from "./render-markup.tsx";

describe("a field", () => {
  it("has a label for its control, and its id is its name", () => {
    const markup = renderMarkup(<Field kind="text" name="loginName" label="登录名" />);
    expect(markup).toMatch(/<label for="loginName"/);
    expect(markup).toMatch(/<input[^>]*id="loginName"[^>]*name="loginName"/);
  });

  it("ties help and error to the control and marks it invalid", () => {
    const markup = renderMarkup(<Field kind="phone" name="phone" label="电话" help="11 位手机号" error="少了一位" />);
    expect(markup).toContain('aria-describedby="phone-error phone-help"');
    expect(markup).toContain('aria-invalid="true"');
    expect(markup).toContain('id="phone-error"');
    expect(markup).toMatch(/inputMode="numeric"|inputmode="numeric"/);
  });

  it("without error is not marked", () => {
    expect(renderMarkup(<Field kind="text" name="a" label="甲" />)).not.toContain("aria-invalid");
  });

  it("says that it is optional, and says nothing when it is required", () => {
    expect(textOf(renderMarkup(<Field kind="textarea" name="memo" label="说明" optional />))).toBe("说明 （选填）");
    expect(textOf(renderMarkup(<Field kind="textarea" name="memo" label="说明" />))).toBe("说明");
  });

  it("of choices keeps the chosen one and offers an empty first choice unless told not to", () => {
    const options = [
      { value: "1", label: "秦灶" },
      { value: "2", label: "虹桥" },
    ];
    const markup = renderMarkup(<Field kind="select" name="street" label="街道" options={options} defaultValue="2" />);
    expect(markup).toContain('<option value="2" selected="">虹桥</option>');
    expect(markup).toContain('<option value="">请选择</option>');
    const whole = (
      <Field kind="select" name="street" label="街道" options={options} emptyLabel={null} defaultValue="1" />
    );
    expect(renderMarkup(whole)).not.toContain('<option value="">');
  });

  it("for files names what it accepts", () => {
    expect(renderMarkup(<Field kind="file" name="f" label="花名册" accept=".xlsx,.csv" />)).toContain(
      'accept=".xlsx,.csv"',
    );
  });
});

describe("choices", () => {
  it("are native radio buttons in a named group", () => {
    const markup = renderMarkup(
      <ChoiceField
        kind="radio"
        name="decision"
        label="决定"
        chosen={["hold"]}
        choices={[
          { value: "pass", label: "通过" },
          { value: "hold", label: "暂缓" },
        ]}
      />,
    );
    expect(markup).toMatch(/<fieldset[^>]*id="decision"[^>]*><legend/);
    expect(markup).toMatch(/type="radio" name="decision"[^>]*checked=""[^>]*value="hold"|value="hold"[^>]*checked=""/);
  });

  it("alone are a checkbox with its sentence", () => {
    const markup = renderMarkup(<CheckboxField name="update" label="允许更新" help="原来的内容留在历史里" />);
    expect(markup).toContain('aria-describedby="update-help"');
    expect(markup).toContain('value="yes"');
  });
});

describe("buttons", () => {
  it("send their form with name and value", () => {
    expect(
      renderMarkup(
        <Button name="do" value="accept">
          接受
        </Button>,
      ),
    ).toMatch(/<button type="submit"[^>]*name="do" value="accept"/);
  });

  it("that cannot be used keep their words and say why", () => {
    const markup = renderMarkup(<Button disabledReason="本月已关账">关账</Button>);
    expect(markup).toMatch(/<button[^>]*disabled=""[^>]*aria-describedby="([^"]+)"[\s\S]*id="\1"/);
    expect(textOf(markup)).toBe("关账 本月已关账");
  });

  it("show their own word while nothing is being sent", () => {
    const markup = renderMarkup(<SubmitButton pendingWord="正在导入…">导入</SubmitButton>);
    expect(textOf(markup)).toBe("导入");
    expect(markup).not.toContain("aria-busy");
  });
});

describe("the summary of errors", () => {
  it("counts, links to the fields, and is absent when there is none", () => {
    const markup = renderMarkup(
      <ErrorSummary
        problems={[
          { fieldId: "phone", message: "电话少了一位" },
          { fieldId: null, message: "整张表没有表头" },
        ]}
      />,
    );
    expect(markup).toContain('role="alert"');
    expect(markup).toContain('<a href="#phone">电话少了一位</a>');
    expect(textOf(markup)).toBe("有 2 处要改 电话少了一位 整张表没有表头");
    expect(renderMarkup(<ErrorSummary problems={[]} />)).toBe("");
  });
});

describe("filters", () => {
  it("are a GET form; each chip is the same list without that filter, from its first page", () => {
    const markup = renderMarkup(
      <FilterBar hits={1214} active={[{ name: "street", label: "秦灶街道" }]}>
        <Field kind="search" name="q" label="姓名" />
      </FilterBar>,
      { address: "/office/elders?street=3&sort=age&page=4" },
    );
    expect(markup).toMatch(/<form[^>]*method="get"/);
    expect(markup).toContain('href="/office/elders?sort=age"');
    expect(textOf(markup)).toContain("共 1,214 条");
    expect(markup).toContain('aria-label="去掉条件：秦灶街道"');
  });
});
