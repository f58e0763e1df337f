/** TypeScript names are camelCase, database names snake_case; drizzle-kit and drizzle() must agree or they miss each other silently. */
export const CASING = "snake_case" as const;
