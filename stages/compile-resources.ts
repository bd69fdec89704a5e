/** The build's last step: what the stages read of shipped lexicons and codebooks, as JSON beside the compiled modules. */
import { compileBundled } from './bundled-resources.js';

if (import.meta.url.endsWith('.ts'))
  throw new Error('run the one in dist/, so that no JSON lands among the sources');
await compileBundled(async () => {
  // Imported here because some of it is read as soon as a stage is imported.
  const { loadPlan, planStages } = await import('./plan.js');
  await loadPlan(planStages());
});
