/**
 * Draws the pictures of the ribbon: the product's mark, a ledger sheet whose three lines are an aging, from calm to urgent; and for each
 * button one of Fluent's icons (MIT), which a browser turns into PNG. Run `npx tsx addin/assets/draw.ts` from the project's folder after a
 * change, with CHROME naming a Chrome or Chromium; the PNG files beside this script are its output and are kept in the project.
 */
import * as fluent from '@fluentui/react-icons'
import { chromium } from 'playwright-core'
import { createElement, type ComponentType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'
import { pictureFile } from '../manifest.js'
import { icons } from '../ribbon.js'

type Colour = readonly [red: number, green: number, blue: number, alpha: number]
/** left, top, right, bottom as parts of the icon's side, and the corner's radius */
type Shape = readonly [left: number, top: number, right: number, bottom: number, radius: number, colour: Colour]

const CLEAR: Colour = [0, 0, 0, 0]
const COVER: Colour = [16, 92, 78, 255]
const PAPER: Colour = [255, 255, 255, 255]
const CALM: Colour = [16, 124, 65, 255]
const LATE: Colour = [214, 144, 10, 255]
const URGENT: Colour = [180, 40, 32, 255]

const SIZES = [16, 20, 24, 32, 40, 48, 64, 80]
/** Samples along each side of a pixel, so that corners are smooth. */
const SAMPLES = 4

/** Later shapes lie on earlier ones. */
const MARK: Shape[] = [
  [0.06, 0.03, 0.94, 0.97, 0.12, COVER],
  [0.22, 0.12, 0.86, 0.88, 0.04, PAPER],
  [0.3, 0.24, 0.78, 0.36, 0, CALM],
  [0.3, 0.44, 0.64, 0.56, 0, LATE],
  [0.3, 0.64, 0.5, 0.76, 0, URGENT],
]

function covers([left, top, right, bottom, radius]: Shape, x: number, y: number): boolean {
  if (x < left || x >= right || y < top || y >= bottom) return false
  const dx = Math.max(left + radius - x, x - (right - radius), 0)
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0)
  return dx * dx + dy * dy <= radius * radius
}

/** Edges on whole pixels, so that lines stay sharp at 16 pixels. */
const snapped = ([left, top, right, bottom, radius, colour]: Shape, size: number): Shape => {
  const snap = (part: number) => Math.round(part * size) / size
  return [snap(left), snap(top), snap(right), snap(bottom), radius, colour]
}

function pixel(shapes: Shape[], column: number, row: number, size: number): Colour {
  const sum = [0, 0, 0, 0]
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const x = (column + ((i % SAMPLES) + 0.5) / SAMPLES) / size
    const y = (row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / size
    const [red, green, blue, alpha] = shapes.findLast(shape => covers(shape, x, y))?.[5] ?? CLEAR
    sum[0] += red * alpha
    sum[1] += green * alpha
    sum[2] += blue * alpha
    sum[3] += alpha
  }
  const [red, green, blue, alpha] = sum
  return alpha === 0 ? CLEAR : [red / alpha, green / alpha, blue / alpha, alpha / (SAMPLES * SAMPLES)]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** The mark as a PNG file, 8-bit RGBA, `size` pixels square. */
function png(size: number): Buffer {
  const shapes = MARK.map(shape => snapped(shape, size))
  const rows = Array.from({ length: size }, (_, row) => [
    0,
    ...Array.from({ length: size }, (_, column) => pixel(shapes, column, row, size)).flat(),
  ])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Uint8Array.from(rows.flat(), Math.round), { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function keep(name: string, bytes: Uint8Array): void {
  const path = fileURLToPath(new URL(name, import.meta.url))
  writeFileSync(path, bytes)
  console.log(path)
}

for (const size of SIZES) keep(pictureFile('', size), png(size))

/** Between Office's light and dark ribbons: it can be told from both. */
const GLYPH = '#12806a'

/** Fluent draws an icon anew for each size; the nearest larger drawing is taken. */
function glyph(name: string, size: number): string {
  const drawings = fluent as unknown as Record<string, ComponentType<{ primaryFill: string }> | undefined>
  const Icon = [size, 20, 24, 28, 32, 48]
    .map(drawn => (drawn < size && drawn < 20 ? undefined : drawings[`${name}${drawn}Regular`]))
    .find(Boolean)
  if (!Icon) throw new Error(`Fluent has no icon ${name}.`)
  return renderToStaticMarkup(createElement(Icon, { primaryFill: GLYPH }))
}

const browser = await chromium.launch({ executablePath: process.env.CHROME ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage()
for (const name of icons()) {
  for (const size of [16, 32, 80]) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<style>*{margin:0}svg{width:${size}px;height:${size}px;display:block}</style>${glyph(name, size)}`)
    keep(pictureFile(name, size), await page.screenshot({ omitBackground: true }))
  }
}
await browser.close()
