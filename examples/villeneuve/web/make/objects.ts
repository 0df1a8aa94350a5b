import { randomFrom } from '../../seeded-random.ts'
import type { Scene } from './scenes.ts'

const svg = (width: number, height: number, body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`

/** Shelves of a library, spine by spine. */
export const shelves: Scene = (width, height, seed) => {
  const random = randomFrom(seed)
  const rows = Array.from({ length: 4 }, (_, row) => {
    const floor = ((row + 1) * height) / 4 - height * 0.02
    const books: string[] = []
    for (let x = 0; x < width; ) {
      const w = width * (0.008 + random() * 0.016)
      const h = height * (0.13 + random() * 0.07)
      const tone = `hsl(${[18, 32, 150, 205, 350, 48][Math.floor(random() * 6)]} ${22 + random() * 30}% ${28 + random() * 38}%)`
      books.push(`<rect x="${x}" y="${floor - h}" width="${w}" height="${h}" fill="${tone}"/><rect x="${x}" y="${floor - h * 0.8}" width="${w}" height="${h * 0.05}" fill="#f2e6c9" opacity="0.6"/>`)
      x += w + (random() < 0.06 ? w * 2 : width * 0.0008)
    }
    return `${books.join('')}<rect y="${floor}" width="${width}" height="${height * 0.02}" fill="#5b3f2b"/>`
  })
  return svg(width, height, `<rect width="${width}" height="${height}" fill="#2b1f18"/>${rows.join('')}`)
}

/** A book cover: bands, discs and a frame. */
export const cover: Scene = (width, height, seed) => {
  const random = randomFrom(seed * 7919)
  const hue = Math.floor(random() * 360)
  const shapes = Array.from({ length: 5 }, (_, i) => random() < 0.5
    ? `<circle cx="${(random() * width).toFixed(1)}" cy="${(height * (0.25 + random() * 0.6)).toFixed(1)}" r="${(width * (0.1 + random() * 0.28)).toFixed(1)}" fill="hsl(${hue + i * 34} 48% ${38 + i * 8}%)" opacity="0.85"/>`
    : `<rect x="0" y="${(height * (0.2 + random() * 0.7)).toFixed(1)}" width="${width}" height="${(height * (0.04 + random() * 0.16)).toFixed(1)}" fill="hsl(${hue + i * 40} 40% ${34 + i * 9}%)"/>`)
  return svg(width, height, `<rect width="${width}" height="${height}" fill="hsl(${hue} 38% 88%)"/>${shapes.join('')}
<rect x="${width * 0.12}" y="${height * 0.08}" width="${width * 0.76}" height="${height * 0.04}" fill="hsl(${hue} 45% 22%)"/><rect x="${width * 0.12}" y="${height * 0.14}" width="${width * 0.45}" height="${height * 0.02}" fill="hsl(${hue} 45% 22%)"/>
<rect x="2" y="2" width="${width - 4}" height="${height - 4}" fill="none" stroke="hsl(${hue} 45% 22%)" stroke-opacity="0.35" stroke-width="4"/>`)
}

/** One square of a town map: blocks, streets, a park, the river on the southern row. */
export const tile: Scene = (width, height, seed) => {
  const random = randomFrom(seed)
  const blocks = Array.from({ length: 16 }, (_, i) =>
    `<rect x="${(i % 4) * 64 + 5}" y="${Math.floor(i / 4) * 64 + 5}" width="${40 + random() * 15}" height="${40 + random() * 15}" fill="${random() < 0.2 ? '#c8ddb1' : '#e2dacb'}" stroke="#cfc5b2"/>`)
  const river = seed % 3 === 2 ? '<path d="M0,180 C80,140 170,240 256,190 v50 C170,290 80,190 0,232 Z" fill="#9fc4dc"/>' : ''
  return svg(width, height, `<rect width="${width}" height="${height}" fill="#faf7f0"/>${blocks.join('')}<path d="M0,128 L256,110 M128,0 L140,256" stroke="#f3c46b" stroke-width="7"/>${river}`)
}

/** An old engraved-looking plan of the town inside its walls. */
export const oldPlan: Scene = (width, height, seed) => {
  const random = randomFrom(seed)
  const wall = Array.from({ length: 14 }, (_, i) => {
    const angle = (i / 14) * 2 * Math.PI
    return `${width / 2 + Math.cos(angle) * width * (0.32 + random() * 0.06)},${height / 2 + Math.sin(angle) * height * (0.34 + random() * 0.06)}`
  })
  const plots = Array.from({ length: 260 }, () =>
    `<rect x="${width * (0.24 + random() * 0.5)}" y="${height * (0.24 + random() * 0.5)}" width="${width * (0.01 + random() * 0.02)}" height="${height * (0.01 + random() * 0.02)}" fill="none" stroke="#4b3827" stroke-width="1.5"/>`)
  return svg(width, height, `<rect width="${width}" height="${height}" fill="#efe2c4"/><polygon points="${wall.join(' ')}" fill="#e4d2aa" stroke="#4b3827" stroke-width="7"/>${plots.join('')}
<path d="M0,${height * 0.7} C${width * 0.3},${height * 0.6} ${width * 0.6},${height * 0.86} ${width},${height * 0.66}" stroke="#7c98a0" stroke-width="26" fill="none"/><rect x="16" y="16" width="${width - 32}" height="${height - 32}" fill="none" stroke="#4b3827" stroke-width="3"/>`)
}

/** The six frames of an old animated banner: bunting that lights up one flag after another. */
export function buntingFrame(width: number, height: number, lit: number): string {
  const flags = Array.from({ length: 12 }, (_, i) => {
    const x = (width * i) / 12
    const on = i % 6 === lit
    return `<path d="M${x},${height * 0.2} h${width / 12 - 4} l${-(width / 24 - 2)},${height * 0.5} Z" fill="hsl(${i * 30} ${on ? 95 : 60}% ${on ? 62 : 40}%)"/>`
  })
  return svg(width, height, `<rect width="${width}" height="${height}" fill="#1b2a6b"/><rect y="${height * 0.16}" width="${width}" height="${height * 0.05}" fill="#f4d35e"/>${flags.join('')}`)
}
