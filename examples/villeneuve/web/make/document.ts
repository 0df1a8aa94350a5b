/** Writes the budget of Villeneuve as a PDF of two pages: `node examples/villeneuve/web/make/document.ts`. */
import { writeFile } from 'node:fs/promises'
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib'

const target = new URL('../hosts/www.villeneuve.example/files/documents/budget-2026.pdf', import.meta.url)
const rows = [
  ['Écoles et petite enfance', '4 310', '1 260'], ['Voirie et espaces verts', '2 480', '2 035'], ['Solidarités', '1 920', '180'],
  ['Culture et sport', '1 655', '540'], ['Administration et numérique', '2 105', '395'],
] as const

const pdf = await PDFDocument.create()
const [serif, sans] = await Promise.all([pdf.embedFont(StandardFonts.TimesRomanBold), pdf.embedFont(StandardFonts.Helvetica)])
pdf.setTitle('Budget primitif 2026 de Villeneuve (exemple)', { showInWindowTitleBar: true })
pdf.setLanguage('fr-FR')
pdf.setCreationDate(new Date('2026-02-10T08:00:00Z'))
pdf.setModificationDate(new Date('2026-02-10T08:00:00Z'))

const cover = pdf.addPage([595, 842])
cover.drawRectangle({ x: 0, y: 560, width: 595, height: 282, color: rgb(0.086, 0.227, 0.29) })
cover.drawText('Budget primitif 2026', { x: 56, y: 650, size: 34, font: serif, color: rgb(1, 1, 1) })
cover.drawText('Commune de Villeneuve – document d’exemple', { x: 56, y: 615, size: 14, font: sans, color: rgb(0.95, 0.72, 0.02) })

const table = pdf.addPage([595, 842])
table.drawText('Dépenses de l’année, en milliers d’euros', { x: 56, y: 760, size: 20, font: serif })
for (const [i, [name, running, investing]] of rows.entries()) {
  const y = 710 - i * 30
  table.drawText(name, { x: 56, y, size: 12, font: sans })
  table.drawText(running, { x: 340, y, size: 12, font: sans })
  table.drawText(investing, { x: 460, y, size: 12, font: sans })
}
await writeFile(target, await pdf.save())
