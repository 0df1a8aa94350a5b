import { AlignmentType, Document, ExternalHyperlink, HeadingLevel, ImageRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType, type ParagraphChild } from 'docx'
import type { Inline, Report, ReportBlock } from '#lib/report/report-block'

/** Draws an SVG as a PNG: what a word processor without SVG shows. */
export type Draw = (chart: Extract<ReportBlock, { kind: 'chart' }>) => Promise<Uint8Array>

const levels = { 1: HeadingLevel.TITLE, 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2, 4: HeadingLevel.HEADING_3 } as const

function run({ text, strong, emphasis, href }: Inline): ParagraphChild {
  const words = new TextRun({ text, ...(strong ? { bold: true } : {}), ...(emphasis ? { italics: true } : {}), ...(href === undefined ? {} : { style: 'Hyperlink' }) })
  return href !== undefined && /^(https?:|mailto:)/i.test(href) ? new ExternalHyperlink({ link: href, children: [words] }) : words
}

const cell = (text: string, bold: boolean) => new TableCell({ margins: { left: 80, right: 80, top: 40, bottom: 40 }, children: [new Paragraph({ children: [new TextRun({ text, bold, size: 18 })] })] })

function tableOf({ caption, columns, rows }: Extract<ReportBlock, { kind: 'table' }>): (Paragraph | Table)[] {
  const head = new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((column) => cell(column, true)) })
  const body = rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text, index) => cell(text, index === 0)) }))
  return [
    new Paragraph({ style: 'Caption', keepNext: true, children: [new TextRun({ text: caption })] }),
    new Table({ rows: [head, ...body], width: { size: 100, type: WidthType.PERCENTAGE } }),
    new Paragraph({}),
  ]
}

async function blocksOf(block: ReportBlock, draw: Draw): Promise<(Paragraph | Table)[]> {
  switch (block.kind) {
    case 'heading': return [new Paragraph({ heading: levels[block.level], text: block.text })]
    case 'paragraph': return [new Paragraph({ children: block.content.map(run), spacing: { after: 120 } })]
    case 'list': return block.items.map((item) => new Paragraph({ children: item.map(run), ...(block.ordered ? { numbering: { reference: 'ordered', level: 0 } } : { bullet: { level: 0 } }) }))
    case 'table': return tableOf(block)
    case 'chart': return [new Paragraph({ style: 'Caption', keepNext: true, text: block.title }), new Paragraph({ children: [new ImageRun({
      type: 'svg', data: Buffer.from(block.svg), fallback: { type: 'png', data: Buffer.from(await draw(block)) },
      transformation: { width: block.widthPx, height: block.heightPx }, altText: { name: 'graphique', title: 'Graphique', description: block.alt },
    })] })]
  }
}

/** The report for a word processor: real headings, tables with a head row, an alternative text for every drawing. */
export async function reportDocx(report: Report, draw: Draw): Promise<Uint8Array> {
  const children: (Paragraph | Table)[] = []
  for (const block of report.blocks) children.push(...await blocksOf(block, draw))
  const document = new Document({
    title: report.title, subject: report.subject, creator: 'Trèfle', lastModifiedBy: 'Trèfle',
    styles: { default: { document: { run: { font: 'Arial', size: 21, language: { value: 'fr-FR' } } } }, paragraphStyles: [{ id: 'Caption', name: 'caption', basedOn: 'Normal', run: { bold: true } }] },
    numbering: { config: [{ reference: 'ordered', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.START }] }] },
    sections: [{ children }],
  })
  return Packer.toBuffer(document)
}
