import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

const impure = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "A rule takes the time as an argument.",
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "A rule takes the time as an argument.",
  },
  {
    selector: "CallExpression[callee.object.name='DateTime'][callee.property.name='now']",
    message: "A rule takes the time as an argument.",
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "A rule takes randomness as an argument.",
  },
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: "A rule knows no environment." },
];

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
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
    },
  },
  {
    files: ["app/**/*.ts", "db/**/*.ts", "workers/**/*.ts"],
    rules: { "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  { files: ["app/routes/**"], rules: { "max-lines": ["error", { max: 150 }] } },
  { files: ["app/domain/**"], rules: { "no-restricted-syntax": ["error", ...impure] } },
  { files: ["**/*.{js,mjs,cjs}"], languageOptions: { globals: { ...globals.node } } },
);
