import { z } from 'zod'
import { Day, Slug } from './quantity.ts'

/** What a situation of handicap touches. A closed list, so that nobody can be recognised in it. */
export const Handicap = z.enum(['blind', 'low-vision', 'deaf', 'hard-of-hearing', 'motor', 'cognitive', 'speech', 'several', 'other'])
export type Handicap = z.infer<typeof Handicap>

/** How the task ended, in the words of the person. */
export const TaskOutcome = z.enum(['done', 'done-with-effort', 'done-with-help', 'not-done'])
export type TaskOutcome = z.infer<typeof TaskOutcome>

/**
 * One trial of a site by a person with a disability, with their consent. No name: who they are is a category, and the help that
 * they used (a screen reader, a magnifier…).
 */
export const UserReview = z.strictObject({
  on: Day,
  handicap: Handicap,
  tool: z.string().min(1).max(120).optional(),
  /** What was attempted: "Trouver les horaires de la médiathèque". */
  task: z.string().min(1).max(300),
  outcome: TaskOutcome,
  /** Their own words. */
  words: z.string().min(1).max(2000),
  /** Address of the page, when the review is about one. */
  url: z.url({ protocol: /^https?$/ }).optional(),
})
export type UserReview = z.infer<typeof UserReview>

/** The file that a person fills. */
export const UserReviewsFile = z.strictObject({ reviews: z.array(UserReview).min(1).max(200) })

/** accessibility/<site>/reviews/<id>.json: reviews that came together. */
export const UserReviewSet = z.strictObject({
  schema: z.literal('trefle/user-reviews@1'),
  id: z.string().regex(/^\d{4}-\d{2}-\d{2}-[0-9a-f]{12}$/),
  site: Slug,
  reviews: z.array(UserReview).min(1),
})
export type UserReviewSet = z.infer<typeof UserReviewSet>
