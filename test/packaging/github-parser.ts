import { registerHooks } from 'node:module'

// GitHub's own parser imports its schemas as bundlers allow: Node wants to be told that they are JSON.
registerHooks({ load: (url, context, next) => next(url, url.endsWith('.min.json') ? { ...context, importAttributes: { type: 'json' } } : context) })
const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')
const { parseAction } = await import('@actions/workflow-parser/actions/action-parser')
const trace = new NoOperationTraceWriter()

/** What GitHub says against an action.yml; nothing when it reads it. */
export const actionErrors = (content: string): string[] => parseAction({ name: 'action.yml', content }, trace).context.errors.getErrors().map(({ message }) => message)
/** What GitHub says against a workflow. */
export const workflowErrors = (content: string): string[] => parseWorkflow({ name: 'trefle.yml', content }, trace).context.errors.getErrors().map(({ message }) => message)
