/** Version of the app, put in by the build. */
declare const __APP_VERSION__: string;

/** The lists of the estimator, each by itself: its packages name them only all together. */
declare module '@zxcvbn-ts/*/adjacencyGraphs.json.mjs' {
  export { adjacencyGraphs as default } from '@zxcvbn-ts/language-common';
}
declare module '@zxcvbn-ts/*.json.mjs' {
  const words: string[];
  export default words;
}
