import { parse } from '@babel/parser'
import { traverseFast, type Node } from '@babel/types'

/** Syntax of ECMAScript 2019 and later, by the names of Babel's tree; `import()` is of 2020 and in every browser of the floor. */
const newer: ReadonlySet<string> = new Set(['OptionalMemberExpression', 'OptionalCallExpression', 'BigIntLiteral', 'ClassProperty', 'ClassPrivateProperty', 'ClassPrivateMethod', 'PrivateName', 'StaticBlock', 'ExportNamespaceSpecifier'])
/** Methods that came later than the floor, under names that nothing older bears. */
const newerMethods: ReadonlySet<string> = new Set(['flatMap', 'flat', 'matchAll', 'replaceAll', 'toSorted', 'toReversed', 'toSpliced', 'findLast', 'findLastIndex', 'groupBy', 'fromEntries', 'allSettled', 'hasOwn', 'replaceChildren', 'structuredClone', 'randomUUID'])

function why(node: Node): string | null {
  if (newer.has(node.type)) return node.type
  if (node.type === 'LogicalExpression' && node.operator === '??') return 'the operator ??'
  if (node.type === 'AssignmentExpression' && ['??=', '||=', '&&='].includes(node.operator)) return `the operator ${node.operator}`
  if (node.type === 'CatchClause' && !node.param) return 'catch without a binding'
  if (node.type === 'NumericLiteral' && /_/.test(String(node.extra?.raw))) return 'a numeric separator'
  if (node.type === 'RegExpLiteral' && (/\(\?<|\\p\{/.test(node.pattern) || /[sdv]/.test(node.flags))) return `the regular expression /${node.pattern}/${node.flags}`
  if (node.type === 'MemberExpression' && node.property.type === 'Identifier' && newerMethods.has(node.property.name)) return `.${node.property.name}()`
  if (node.type === 'Identifier' && node.name === 'globalThis') return 'globalThis'
  return null
}

/** What a script asks of a browser of 2018 that it does not know. */
export function beyondFloor(script: string): string[] {
  const found = new Set<string>()
  traverseFast(parse(script, { sourceType: 'module' }), (node) => {
    const reason = why(node)
    if (reason !== null) found.add(reason)
  })
  return [...found].sort()
}
