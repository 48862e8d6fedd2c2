import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The verifier by itself, as one file that a page can load. */
export default defineConfig({
  logLevel: 'error',
  build: {
    target: 'es2022',
    minify: false,
    lib: {
      entry: fileURLToPath(new URL('../../src/verifier/browser.ts', import.meta.url)),
      formats: ['es'],
      fileName: 'verifier',
    },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
