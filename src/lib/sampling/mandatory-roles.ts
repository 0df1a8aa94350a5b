import type { PageRole } from '#model/site'

/**
 * The pages that an evaluation holds when they exist (RGAA 4.1.2, évaluation de conformité, échantillon; Decision (EU)
 * 2018/1524, annex I, 3.2), but for the home page and the document, which are not found by their words.
 */
export const mandatoryRoles = ['contact', 'legal', 'accessibility', 'sitemap', 'help', 'login', 'search', 'procedure', 'form'] as const satisfies readonly PageRole[]
