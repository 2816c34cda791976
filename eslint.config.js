import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: [".venv/", ".artefacts/", "shots/"] },
  js.configs.recommended,
  {
    rules: {
      "complexity": ["error", 8],
      "eqeqeq": "error",
      "max-lines": ["error", 350],
      "max-lines-per-function": ["error", 40],
      "max-params": ["error", 6],
      "no-console": "error",
      "no-shadow": "error",
      "no-undef-init": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_$" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["lib/**/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["lib/report/report.js"], languageOptions: { sourceType: "script" } },
  { files: ["tests/js/**/*.js"], languageOptions: { globals: globals.node } },
];
