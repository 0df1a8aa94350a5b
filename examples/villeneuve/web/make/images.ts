/**
 * Draws every bitmap of the example town into `hosts/`. Run it again only to change them: `node examples/villeneuve/web/make/images.ts`,
 * then `node examples/villeneuve/web/weigh.ts`. The drawings are seeded; the bytes depend on the version of sharp.
 */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp, { type Sharp } from 'sharp'
import { buntingFrame, cover, oldPlan, shelves, tile } from './objects.ts'
import { randomFrom } from '../../seeded-random.ts'
import { bridge, fireworks, garden, market, street, type Scene } from './scenes.ts'

const hosts = fileURLToPath(new URL('../hosts/', import.meta.url))
const portal = 'www.villeneuve.example/files/images'
const library = 'mediatheque.villeneuve.example/files/images'
const platform = 'participer.villeneuve.example/files/images'
const feast = 'www.fete-du-pont-villeneuve.example/files/images'

/** Photographic grain: without it a drawing compresses far better than any photograph of a town hall. */
async function photograph(scene: Scene, width: number, height: number, seed: number, grain: number): Promise<Sharp> {
  const random = randomFrom(seed + 1)
  const noise = Buffer.alloc(width * height)
  for (let i = 0; i < noise.length; i += 1) noise[i] = 128 + Math.round((random() - 0.5) * grain)
  const layer = await sharp(noise, { raw: { width, height, channels: 1 } }).toColourspace('srgb').png().toBuffer()
  const flat = await sharp(Buffer.from(scene(width, height, seed))).blur(0.7).composite([{ input: layer, blend: 'overlay' }]).removeAlpha().png().toBuffer()
  return sharp(flat)
}
const drawing = (scene: Scene, width: number, height: number, seed: number) => sharp(Buffer.from(scene(width, height, seed)))

async function save(image: Sharp, path: string): Promise<void> {
  await mkdir(dirname(hosts + path), { recursive: true })
  const { size } = await image.toFile(hosts + path)
  console.log(`${String(size).padStart(8)}  ${path}`)
}

async function portalImages(): Promise<void> {
  const hero = await photograph(bridge, 1600, 640, 4, 18)
  await save(hero.clone().avif({ quality: 46 }), `${portal}/pont.avif`)
  await save(hero.clone().webp({ quality: 62 }), `${portal}/pont.webp`)
  await save(hero.clone().jpeg({ quality: 70, mozjpeg: true }), `${portal}/pont.jpg`)
  await save((await photograph(street, 720, 405, 9, 14)).webp({ quality: 66 }), `${portal}/tanneurs.webp`)
  await save((await photograph(market, 720, 405, 13, 14)).webp({ quality: 66 }), `${portal}/marche.webp`)
  await save((await photograph(garden, 720, 405, 8, 14)).webp({ quality: 66 }), `${portal}/remparts.webp`)
  await save((await photograph(street, 1200, 675, 9, 16)).jpeg({ quality: 74, progressive: true }), `${portal}/tanneurs-large.jpg`)
  const gallery: Scene[] = [bridge, street, market, garden, bridge, street, fireworks, garden, market, bridge, street, garden]
  for (const [i, scene] of gallery.entries()) {
    await save((await photograph(scene, 1500, 1000, 20 + i, 24)).jpeg({ quality: 80 }), `${portal}/galerie/${String(i + 1).padStart(2, '0')}.jpg`)
  }
  await save(drawing(oldPlan, 1100, 780, 1787).png({ compressionLevel: 6 }), `${portal}/galerie/plan-ancien.png`)
}

async function libraryImages(): Promise<void> {
  await save((await photograph(shelves, 1280, 480, 31, 12)).webp({ quality: 60 }), `${library}/rayons.webp`)
  for (let n = 1; n <= 8; n += 1) await save(drawing(cover, 240, 360, n).webp({ quality: 78 }), `${library}/couvertures/${n}.webp`)
  const events: Scene[] = [shelves, market, garden, street, fireworks, bridge]
  for (const [i, scene] of events.entries()) {
    await save((await photograph(scene, 640, 400, 50 + i, 14)).jpeg({ quality: 68 }), `${library}/agenda/${i + 1}.jpg`)
  }
}

async function platformImages(): Promise<void> {
  const projects: readonly (readonly [string, Scene, number])[] = [['jardin', garden, 71], ['pietons', street, 72], ['halle', market, 74], ['berges', bridge, 77]]
  for (const [name, scene, seed] of projects) {
    await save((await photograph(scene, 800, 450, seed, 14)).webp({ quality: 62 }), `${platform}/${name}.webp`)
  }
}

async function feastImages(): Promise<void> {
  const frames = Array.from({ length: 6 }, (_, lit) => sharp(Buffer.from(buntingFrame(728, 90, lit))).png().toBuffer())
  await save(sharp(await Promise.all(frames), { join: { animated: true } }).gif({ delay: Array(6).fill(350), loop: 0, colours: 64 }), `${feast}/fanions.gif`)
  await save((await photograph(fireworks, 680, 960, 91, 20)).png({ compressionLevel: 3, adaptiveFiltering: false }), `${feast}/affiche.png`)
  const photos: Scene[] = [fireworks, market, bridge, street]
  for (const [i, scene] of photos.entries()) {
    await save((await photograph(scene, 1600, 1200, 80 + i, 30)).jpeg({ quality: 88, chromaSubsampling: '4:4:4' }), `${feast}/DSC_00${41 + i}.jpg`)
  }
  await save(drawing(tile, 64, 64, 5).gif({ colours: 16 }), `${feast}/fond.gif`)
  await save(drawing(bridge, 32, 32, 2).gif({ colours: 16 }), 'www.fete-du-pont-villeneuve.example/files/favicon.gif')
}

async function thirdPartyImages(): Promise<void> {
  const pixel = sharp({ create: { width: 1, height: 1, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
  await save(pixel.clone().gif(), 'pixel.regie-publicitaire.example/files/pixel.gif')
  await save(pixel.clone().gif(), 'mesure.audience-tierce.example/files/collecte.gif')
  await save(drawing(cover, 88, 31, 3).gif({ colours: 16 }), 'compteur.visites-gratuites.example/files/compteur.gif')
  await save((await photograph(street, 960, 540, 9, 12)).jpeg({ quality: 70 }), 'video.plateforme-video.example/files/affiches/tanneurs.jpg')
  for (const [i, name] of ['1-1', '2-1', '3-1', '1-2', '2-2', '3-2'].entries()) {
    await save(drawing(tile, 256, 256, i < 3 ? 3 + i * 3 : 5 + i * 3).png({ palette: true }), `cartes.tuiles.example/files/tuiles/15/${name}.png`)
  }
}

for (const draw of [portalImages, libraryImages, platformImages, feastImages, thirdPartyImages]) await draw()
