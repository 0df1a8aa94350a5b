/** Writes the accessibility statement of the participation platform as a PDF: `node examples/villeneuve/web/make/statement.ts`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { PDFDocument, StandardFonts } from 'pdf-lib'

const target = new URL('../hosts/participer.villeneuve.example/files/documents/declaration-accessibilite.pdf', import.meta.url)

/** No audit yet, hence no rate, no auditor and no tested page; the plan is named and has no link. */
const lines = [
  'La commune de Villeneuve s’engage à rendre ses sites accessibles, selon l’article 47 de la loi n° 2005-102.',
  'Son schéma pluriannuel est disponible en mairie.',
  'Cette déclaration s’applique au site participer.villeneuve.example.',
  'État de conformité',
  'Le site est non conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2 :',
  'il n’a pas encore été audité.',
  'Contenus non accessibles',
  'Le module de vote ne se commande pas au clavier. Son remplacement est prévu.',
  'Établissement de cette déclaration',
  'Cette déclaration a été établie le 12 juin 2025.',
  'Technologies utilisées : HTML, CSS, JavaScript.',
  'Retour d’information et contact',
  'Pour un document ou un service inaccessible, écrivez à accessibilite@villeneuve.example.',
  'Voies de recours',
  'Si la réponse ne vous convient pas, vous pouvez écrire au Défenseur des droits.',
]

const pdf = await PDFDocument.create()
const [bold, sans] = await Promise.all([pdf.embedFont(StandardFonts.HelveticaBold), pdf.embedFont(StandardFonts.Helvetica)])
pdf.setTitle('Déclaration d’accessibilité de participer.villeneuve.example (exemple)', { showInWindowTitleBar: true })
pdf.setLanguage('fr-FR')
pdf.setCreationDate(new Date('2025-06-12T08:00:00Z'))
pdf.setModificationDate(new Date('2025-06-12T08:00:00Z'))

const page = pdf.addPage([595, 842])
page.drawText('Déclaration d’accessibilité', { x: 56, y: 760, size: 24, font: bold })
for (const [rank, line] of lines.entries()) page.drawText(line, { x: 56, y: 715 - rank * 26, size: 10, font: line.endsWith('.') || line.endsWith(':') ? sans : bold })
await mkdir(new URL('./', target), { recursive: true })
await writeFile(target, await pdf.save())
