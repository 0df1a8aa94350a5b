import type { PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Inline, ReportBlock } from '#lib/report/report-block'

type Marks = Omit<Inline, 'text'>

function inlines(nodes: readonly PhrasingContent[], marks: Marks = {}): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    switch (node.type) {
      case 'text': case 'inlineCode': return [{ text: node.value.replaceAll('\n', ' '), ...marks }]
      case 'break': return [{ text: ' ', ...marks }]
      case 'strong': return inlines(node.children, { ...marks, strong: true })
      case 'emphasis': return inlines(node.children, { ...marks, emphasis: true })
      case 'link': return inlines(node.children, { ...marks, href: node.url })
      case 'image': return [{ text: node.alt ?? '', ...marks }]
      default: return []
    }
  })
}

/** Headings of a text stand under those of its chapter, which has levels 2 and 3. */
const underChapter = 4

function blocks(node: RootContent): ReportBlock[] {
  switch (node.type) {
    case 'heading': return [{ kind: 'heading', level: underChapter, text: inlines(node.children).map(({ text }) => text).join('') }]
    case 'paragraph': return [{ kind: 'paragraph', content: inlines(node.children) }]
    case 'blockquote': return node.children.flatMap(blocks)
    case 'list': return [{ kind: 'list', ordered: node.ordered === true, items: node.children.map(({ children }) => children.flatMap((child) => (child.type === 'paragraph' ? inlines(child.children) : []))) }]
    case 'code': return [{ kind: 'paragraph', content: [{ text: node.value }] }]
    default: return []
  }
}

/** A text that a person wrote in Markdown (CommonMark). HTML and comments are left out; a picture is its alternative text. Empty when only headings and comments are there. */
export function markdownBlocks(text: string): ReportBlock[] {
  const written = fromMarkdown(text).children.flatMap(blocks)
  return written.some(({ kind }) => kind !== 'heading') ? written : []
}
