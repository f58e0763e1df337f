/** Loaders and actions answer by single fetch (remix.config.js): bigint and Date arrive as what they are, and the types say so. */
import "@remix-run/server-runtime";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}
