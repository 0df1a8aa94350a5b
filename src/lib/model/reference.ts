import { z } from 'zod'

/** The standards and sources that a verdict may cite. */
export const Standard = z.enum(['rgaa', 'wcag', 'rgesn', 'axe', 'lighthouse', 'swdm', 'ecoindex', 'cnil', 'law', 'observatory', 'rfc', 'trefle'])
export type Standard = z.infer<typeof Standard>

export const Reference = z.strictObject({ standard: Standard, id: z.string().min(1).max(120), url: z.url().optional() })
export type Reference = z.infer<typeof Reference>
