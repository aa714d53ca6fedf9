// Lints for the hand-written runtime. Its imports lie in the tools' folder, which `cargo xtask test` names.
import { createRequire } from "node:module";

const require = createRequire(process.env.SAMTYKKE_NODE_MODULES + "/");
const recommended = require("@eslint/js").configs.recommended;
const globals = require("globals");

export default [
  recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "complexity": ["error", 10],
      "id-length": ["error", { min: 2, exceptions: ["_"] }],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", 60],
      "no-control-regex": "off", // The protocol parts records and fields with control characters.
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-unused-vars": ["error", { caughtErrors: "none" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
