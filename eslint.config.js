/**
 * What oxlint (.oxlintrc.json), which judges everything written in TypeScript, cannot say: the syntax that a room may not use. JavaScript is judged
 * here whole, because globals and old octals are known to ESLint alone.
 */
import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

const cjk = "[\\u3400-\\u4dbf\\u4e00-\\u9fff]";

/** A rule knows no clock, chance or environment (docs: app/domain is pure). */
const hiddenInputs = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "A rule takes the time as an argument.",
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "A rule takes the time as an argument.",
  },
  {
    selector:
      "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/][arguments.length=0]",
    message: "A rule takes the time as an argument.",
  },
  {
    selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']",
    message: "A rule takes the time as an argument.",
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "A rule takes randomness as an argument.",
  },
  {
    selector: "CallExpression[callee.object.name='crypto'][callee.property.name=/^(randomUUID|getRandomValues)$/]",
    message: "A rule takes new ids and randomness as arguments.",
  },
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: "A rule knows no environment." },
];

const yuanArithmetic = {
  selector: "BinaryExpression[operator=/^[*\\u002f]$/]:matches([right.value=100], [left.value=100])",
  message: "Yuan and fen meet only in app/domain/money: call it instead of multiplying or dividing by 100.",
};

/** Words that people read live in app/messages, in both languages. */
const wordsOutsideMessages = [
  { selector: `Literal[value=/${cjk}/]`, message: "Put the words in app/messages and call them here." },
  { selector: `TemplateElement[value.raw=/${cjk}/]`, message: "Put the words in app/messages and call them here." },
  { selector: `JSXText[value=/${cjk}/]`, message: "Put the words in app/messages and call them here." },
];

/**
 * @param {number} max lines, not counting blank ones and comments
 * @returns {["error", { max: number, skipBlankLines: boolean, skipComments: boolean }]}
 */
const size = (max) => ["error", { max, skipBlankLines: true, skipComments: true }];

export default tseslint.config(
  {
    ignores: [
      "build/**",
      "data/**",
      "out/**",
      "node_modules/**",
      "db/migrations/**",
      "db/patches/**",
      "test-results/**",
      "playwright-report/**",
    ],
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    extends: [js.configs.recommended],
    languageOptions: { globals: { ...globals.node } },
  },
  {
    files: ["**/*.{js,mjs}"],
    rules: { "max-lines": size(300), "max-lines-per-function": size(40), "max-params": ["error", 4] },
  },
  { files: ["tests/**/*.{js,mjs,cjs}"], rules: { "max-lines-per-function": size(120) } },
  {
    files: ["app/{domain,components,kiosk,routes}/**/*.{ts,tsx}"],
    languageOptions: { parser: tseslint.parser },
    // Oxlint knows them.
    linterOptions: { reportUnusedDisableDirectives: "off" },
  },
  { files: ["app/domain/**"], rules: { "no-restricted-syntax": ["error", ...hiddenInputs, yuanArithmetic] } },
  // A century has 100 years: the calendar's arithmetic is no money.
  {
    files: ["app/domain/money/**", "app/domain/time/plain-date.ts"],
    rules: { "no-restricted-syntax": ["error", ...hiddenInputs] },
  },
  {
    files: ["app/components/**", "app/kiosk/**", "app/routes/**"],
    rules: { "no-restricted-syntax": ["error", ...wordsOutsideMessages] },
  },
);
