/** What the package exports. */
export { UserError } from './base/user-error.js';
export type { Corpus, CorpusDocument, CorpusItem, CorpusSurvey, Reject } from './corpora/document.js';
export { type OpenCorpusOptions, openCorpus } from './corpora/open-corpus.js';
export { type AnalyseOptions, type AnalysisRun, analyseCorpus } from './pipeline/run/analyse.js';
export { analyseCached } from './pipeline/run/analyse-cached.js';
export { type AnalysedDocument, analyseDocument } from './pipeline/run/analyse-document.js';
export { analyseStream } from './pipeline/run/analyse-stream.js';
export { AnalysisStore, isAnalysis, openAnalysis } from './pipeline/store/analysis-store.js';
export type { Analysis, Manifest } from './pipeline/store/manifest.js';
export { writeTables } from './pipeline/store/tables.js';
export { readReference } from './queries/reference-file.js';
export { renderArticleHtml } from './reports/article/html.js';
export { buildArticleReport } from './reports/article/report.js';
export type { ArticleReport } from './reports/article/sections.js';
export {
  bool,
  type Column,
  column,
  type Field,
  field,
  float64,
  int32,
  list,
  type MeasureFacts,
  measure,
  offset,
  spanFields,
  struct,
  utf8,
} from './stages/columns.js';
export {
  type Measure,
  type MeasureSet,
  mean,
  measureSet,
  ofText,
  rate,
  share,
} from './stages/measure.js';
export {
  type Annotations,
  loadPlan,
  type Plan,
  type PlanOptions,
  planStages,
  type StageOptions,
} from './stages/plan.js';
export {
  type AnnotateBatch,
  type AnyStage,
  type Citation,
  eachDocument,
  type Resource,
  type Stage,
  type StageExample,
} from './stages/stage.js';
export { STAGES } from './stages/stage-registry.js';
export type { TokenisedDocument } from './stages/tokenising/annotation.js';
