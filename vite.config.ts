import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig({
  plugins: [remix(remixConfig)],
  build: {
    target: "es2020",
    assetsInlineLimit: 0,
    rollupOptions: {
      // A route without a screen has nothing for the browser, and a package's comments are its own: 40 lines of either hide a real fault.
      onwarn: (warning, warn) => {
        if (warning.code !== "EMPTY_BUNDLE" && warning.code !== "INVALID_ANNOTATION") warn(warning);
      },
    },
  },
});
