import { defineConfig } from "drizzle-kit";
import { CASING } from "./naming.ts";

export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/*.ts",
  out: "./db/migrations",
  casing: CASING,
});
