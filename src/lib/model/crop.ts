import { z } from 'zod'
import { CropBox } from './accessibility-evidence.ts'
import { Sha256, Slug } from './quantity.ts'

/** One picture of the page around a proven failure; `file` is the SHA-256 of its bytes, in JPEG. */
export const Crop = z.strictObject({
  selector: z.string().max(300),
  file: Sha256,
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  box: CropBox,
})
export type Crop = z.infer<typeof Crop>

/** results/<site>/crops.json: the pictures of the last visit of a site, which lie beside it in crops/. Earlier ones are not kept. */
export const SiteCrops = z.strictObject({
  schema: z.literal('trefle/crops@1'),
  /** `evidence` is that of the visit that they were taken on. */
  crops: z.array(Crop.extend({ page: Slug, evidence: Sha256 })).max(200),
})
export type SiteCrops = z.infer<typeof SiteCrops>
