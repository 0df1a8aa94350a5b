import { randomFrom, type Random } from '../../seeded-random.ts'

/** Drawings of Villeneuve, as SVG text of the asked size. No lettering: fonts differ from machine to machine. */
export type Scene = (width: number, height: number, seed: number) => string

type Light = { sky: readonly [string, string]; hill: string; water: string; stone: string; roofs: readonly string[]; walls: readonly string[] }

const lights: readonly Light[] = [
  { sky: ['#f6d8b4', '#7fb0cf'], hill: '#6f8f6a', water: '#4f7f96', stone: '#b48f78', roofs: ['#8c4a36', '#a15a40', '#74402f'], walls: ['#f3e4c9', '#e8c9a0', '#d9a98a', '#f1ede2', '#b9cbb6'] },
  { sky: ['#fbeecb', '#a8c7d8'], hill: '#86a06a', water: '#6f9fae', stone: '#c2a48a', roofs: ['#9d5b43', '#83503c', '#b06e50'], walls: ['#f6ead6', '#e3d0b0', '#cfdcc8', '#efc9a5', '#d8b2a0'] },
  { sky: ['#f0a98a', '#54618f'], hill: '#3f5a5a', water: '#3d4f78', stone: '#8f7268', roofs: ['#5e342b', '#6f4034', '#4d2b27'], walls: ['#d8b596', '#c59c7f', '#b98a78', '#d5c3a8', '#9aa38f'] },
  { sky: ['#e4eaec', '#b3c0c7'], hill: '#8a9a90', water: '#8099a3', stone: '#a39a92', roofs: ['#6d5a55', '#7d6860', '#5f5350'], walls: ['#ece8e0', '#d8d2c6', '#c8cdc6', '#e0d3c2', '#bfb8b0'] },
]
const lightOf = (seed: number): Light => lights[seed % lights.length]!
const svg = (width: number, height: number, body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`

function sky(width: number, height: number, [low, high]: readonly [string, string], sunX: number): string {
  return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${high}"/><stop offset="0.75" stop-color="${low}"/></linearGradient>
<radialGradient id="sun"><stop offset="0" stop-color="#fff6dc"/><stop offset="1" stop-color="#fff6dc" stop-opacity="0"/></radialGradient></defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/><circle cx="${width * sunX}" cy="${height * 0.28}" r="${height * 0.3}" fill="url(#sun)"/>`
}

function hills(width: number, base: number, colour: string, random: Random): string {
  return [0.45, 0.7, 1].map((opacity, row) => {
    const points = Array.from({ length: 9 }, (_, i) => `${(width * i) / 8},${base - (3 - row) * base * 0.06 - random() * base * 0.09}`)
    return `<path d="M0,${base} L${points.join(' L')} L${width},${base} Z" fill="${colour}" opacity="${opacity}"/>`
  }).join('')
}

/** A gabled house; some of them half-timbered. */
function house(x: number, base: number, width: number, height: number, light: Light, random: Random): string {
  const top = base - height
  const roof = height * (0.28 + random() * 0.16)
  const rows = Math.max(1, Math.round(height / (width * 0.55)))
  const windows = Array.from({ length: rows * 2 }, (_, i) => {
    const wx = x + width * (0.2 + 0.38 * (i % 2))
    const wy = top + (height / rows) * (Math.floor(i / 2) + 0.25)
    return `<rect x="${wx}" y="${wy}" width="${width * 0.2}" height="${(height / rows) * 0.42}" fill="${random() < 0.25 ? '#ffe2a0' : '#46545e'}"/>`
  })
  const beams = random() < 0.4
    ? `<path d="M${x},${top + height * 0.45} h${width} M${x + width / 2},${top} v${height} M${x},${top + height * 0.45} l${width / 2},${-height * 0.4}" stroke="#5d4030" stroke-width="${width * 0.04}" fill="none"/>`
    : ''
  return `<rect x="${x}" y="${top}" width="${width}" height="${height}" fill="${random.pick(light.walls)}"/>${beams}${windows.join('')}
<path d="M${x - width * 0.06},${top} L${x + width / 2},${top - roof} L${x + width * 1.06},${top} Z" fill="${random.pick(light.roofs)}"/>`
}

function row(width: number, base: number, tall: number, light: Light, random: Random): string {
  const houses: string[] = []
  for (let x = -tall * 0.2; x < width; ) {
    const w = tall * (0.34 + random() * 0.26)
    houses.push(house(x, base, w, tall * (0.6 + random() * 0.5), light, random))
    x += w
  }
  return houses.join('')
}

/** The stone bridge, its river and the old town behind. */
export const bridge: Scene = (width, height, seed) => {
  const random = randomFrom(seed)
  const light = lightOf(seed)
  const bank = height * 0.6
  const deck = height * 0.58
  const arches = 5
  const span = width / arches
  const openings = Array.from({ length: arches }, (_, i) =>
    `<path d="M${span * (i + 0.1)},${height * 0.82} v${-height * 0.06} a${span * 0.4},${height * 0.14} 0 0 1 ${span * 0.8},0 v${height * 0.06} Z" fill="${light.water}"/>`)
  const ripples = Array.from({ length: 60 }, () =>
    `<rect x="${random() * width}" y="${height * (0.82 + random() * 0.18)}" width="${width * (0.02 + random() * 0.07)}" height="${height * 0.006}" fill="#ffffff" opacity="${0.08 + random() * 0.2}"/>`)
  return svg(width, height, `${sky(width, height, light.sky, 0.2 + random() * 0.6)}${hills(width, bank, light.hill, random)}
${row(width, bank, height * 0.3, light, random)}<rect y="${bank}" width="${width}" height="${height - bank}" fill="${light.water}"/>
<rect y="${deck}" width="${width}" height="${height * 0.24}" fill="${light.stone}"/><rect y="${deck - height * 0.03}" width="${width}" height="${height * 0.045}" fill="${light.stone}" stroke="#00000033"/>
${openings.join('')}<rect y="${height * 0.82}" width="${width}" height="${height * 0.18}" fill="${light.water}"/>${ripples.join('')}`)
}

/** A paved street between two rows of houses. */
export const street: Scene = (width, height, seed) => {
  const random = randomFrom(seed)
  const light = lightOf(seed)
  const cobbles = Array.from({ length: 220 }, () =>
    `<ellipse cx="${random() * width}" cy="${height * (0.8 + random() * 0.2)}" rx="${width * 0.012}" ry="${height * 0.008}" fill="#000000" opacity="${0.04 + random() * 0.1}"/>`)
  return svg(width, height, `${sky(width, height, light.sky, 0.5)}${hills(width, height * 0.5, light.hill, random)}${row(width, height * 0.7, height * 0.36, light, random)}
${row(width, height * 0.8, height * 0.5, light, random)}<rect y="${height * 0.8}" width="${width}" height="${height * 0.2}" fill="${light.stone}"/>${cobbles.join('')}`)
}

/** The gardens of the ramparts. */
export const garden: Scene = (width, height, seed) => {
  const random = randomFrom(seed)
  const light = lightOf(seed)
  const trees = Array.from({ length: 14 }, () => {
    const x = random() * width
    const base = height * (0.62 + random() * 0.2)
    const size = height * (0.12 + random() * 0.14)
    return `<rect x="${x - size * 0.06}" y="${base - size}" width="${size * 0.12}" height="${size}" fill="#5f4632"/><circle cx="${x}" cy="${base - size * 1.2}" r="${size * 0.55}" fill="hsl(${90 + random() * 45} 32% ${30 + random() * 18}%)"/>`
  })
  const flowers = Array.from({ length: 260 }, () =>
    `<circle cx="${random() * width}" cy="${height * (0.84 + random() * 0.16)}" r="${height * 0.006}" fill="hsl(${random() * 360} 65% 62%)"/>`)
  return svg(width, height, `${sky(width, height, light.sky, 0.75)}${hills(width, height * 0.6, light.hill, random)}<rect y="${height * 0.58}" width="${width}" height="${height * 0.42}" fill="#8fae6c"/>
<path d="M${width * 0.42},${height} C${width * 0.5},${height * 0.8} ${width * 0.36},${height * 0.7} ${width * 0.52},${height * 0.58} h${width * 0.04} C${width * 0.44},${height * 0.7} ${width * 0.66},${height * 0.8} ${width * 0.6},${height} Z" fill="#e5d3b0"/>${trees.join('')}${flowers.join('')}`)
}

/** The Saturday market: striped awnings before the houses. */
export const market: Scene = (width, height, seed) => {
  const random = randomFrom(seed)
  const light = lightOf(seed)
  const stalls = Array.from({ length: 6 }, (_, i) => {
    const w = width / 5.4
    const x = i * w - w * 0.2
    const y = height * (0.56 + (i % 2) * 0.06)
    const hue = random() * 360
    const stripes = Array.from({ length: 8 }, (_s, s) => `<rect x="${x + (w * s) / 8}" y="${y}" width="${w / 8}" height="${height * 0.09}" fill="${s % 2 ? '#f7f1e4' : `hsl(${hue} 52% 45%)`}"/>`)
    const goods = Array.from({ length: 26 }, () => `<circle cx="${x + w * (0.08 + random() * 0.84)}" cy="${y + height * (0.2 + random() * 0.05)}" r="${height * 0.016}" fill="hsl(${random() * 120} 60% 50%)"/>`)
    return `${stripes.join('')}<rect x="${x + w * 0.06}" y="${y + height * 0.19}" width="${w * 0.88}" height="${height * 0.13}" fill="#7d5b42"/>${goods.join('')}`
  })
  return svg(width, height, `${sky(width, height, light.sky, 0.3)}${row(width, height * 0.66, height * 0.42, light, random)}<rect y="${height * 0.64}" width="${width}" height="${height * 0.36}" fill="${light.stone}"/>${stalls.join('')}`)
}

/** Fireworks over the river, for the feast of the bridge. */
export const fireworks: Scene = (width, height, seed) => {
  const random = randomFrom(seed)
  const bursts = Array.from({ length: 7 }, () => {
    const [x, y, r, hue] = [random() * width, height * (0.08 + random() * 0.4), height * (0.08 + random() * 0.14), random() * 360]
    const rays = Array.from({ length: 36 }, (_, i) => {
      const angle = (i / 36) * 2 * Math.PI
      return `M${x + Math.cos(angle) * r * 0.2},${y + Math.sin(angle) * r * 0.2} L${x + Math.cos(angle) * r},${y + Math.sin(angle) * r}`
    })
    return `<path d="${rays.join(' ')}" stroke="hsl(${hue} 90% 70%)" stroke-width="${height * 0.004}"/>`
  })
  const stars = Array.from({ length: 120 }, () => `<circle cx="${random() * width}" cy="${random() * height * 0.55}" r="${height * 0.0016}" fill="#ffffff"/>`)
  const night: Light = { ...lights[2]!, sky: ['#3b2f5e', '#0d1230'], hill: '#141a33', water: '#131a3a', stone: '#4a4048' }
  return svg(width, height, `${sky(width, height, night.sky, 2)}${stars.join('')}${bursts.join('')}${hills(width, height * 0.62, night.hill, random)}${row(width, height * 0.68, height * 0.2, night, random)}
<rect y="${height * 0.68}" width="${width}" height="${height * 0.32}" fill="${night.water}"/>${Array.from({ length: 90 }, () => `<rect x="${random() * width}" y="${height * (0.7 + random() * 0.3)}" width="${width * 0.04}" height="${height * 0.004}" fill="hsl(${random() * 360} 80% 70%)" opacity="0.5"/>`).join('')}`)
}
