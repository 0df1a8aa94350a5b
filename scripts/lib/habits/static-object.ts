import { parse } from '@babel/parser'
import type { CallExpression, Expression, Node, ObjectExpression, Program } from '@babel/types'
import { UsageError } from '../command/errors.ts'

/** Stands for what only running the file would tell. */
export const dynamic = Symbol('dynamic')

const unreadable = (what: string) => new UsageError(what, 'Trèfle n’exécute pas les fichiers qu’il importe. Donnez une liste d’adresses, une par ligne, ou le plan XML du site.')

/**
 * The object that a configuration file exports (`export default`, `module.exports`), read and never run: strings, numbers,
 * booleans, lists, objects, and constants of the same file. Everything else is the symbol `dynamic`.
 * Throws a UsageError when the file is not JavaScript or TypeScript, or exports no object.
 */
export function readStaticObject(code: string, name: string): Record<string, unknown> {
  const program = parsed(code, name)
  const constants = new Map(program.body.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') return []
    return declaration.declarations.flatMap(({ id, init }) => (id.type === 'Identifier' && init ? [[id.name, init] as const] : []))
  }))
  const value = startReader(constants)(exportedOf(program))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable(`${name} n’exporte pas un objet écrit en clair.`)
  return value as Record<string, unknown>
}

function parsed(code: string, name: string): Program {
  try {
    return parse(code, { sourceType: 'unambiguous', plugins: ['typescript'] }).program
  } catch (error) {
    throw unreadable(`${name} n’est pas lisible${error instanceof SyntaxError ? ` (${error.message})` : ''}.`)
  }
}

function exportedOf({ body }: Program): Node | undefined {
  for (const statement of body) {
    if (statement.type === 'ExportDefaultDeclaration') return statement.declaration
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue
    const { left, right } = statement.expression
    if (left.type === 'MemberExpression' && left.object.type === 'Identifier' && left.object.name === 'module' && left.property.type === 'Identifier' && left.property.name === 'exports') return right
  }
  return undefined
}

const depthCap = 50

/** Reads a value written in clear. Each constant is read once: one that holds itself is dynamic, one that is used often costs nothing. */
function startReader(constants: ReadonlyMap<string, Expression>): (node: Node | undefined) => unknown {
  const values = new Map<string, unknown>()
  const constant = (name: string, depth: number): unknown => {
    if (!values.has(name)) {
      values.set(name, dynamic)
      values.set(name, valueOf(constants.get(name), depth))
    }
    return values.get(name)
  }
  const valueOf = (node: Node | undefined, depth: number): unknown => {
    if (node === undefined || depth > depthCap) return dynamic
    const read = (inner: Node | undefined) => valueOf(inner, depth + 1)
    switch (node.type) {
      case 'StringLiteral': case 'NumericLiteral': case 'BooleanLiteral': return node.value
      case 'NullLiteral': return null
      case 'TemplateLiteral': return node.expressions.length === 0 ? node.quasis[0]?.value.cooked : dynamic
      case 'ArrayExpression': return node.elements.map((element) => (element === null ? null : read(element)))
      case 'ObjectExpression': return objectOf(node, read)
      case 'Identifier': return constant(node.name, depth + 1)
      case 'TSAsExpression': case 'TSSatisfiesExpression': case 'ParenthesizedExpression': return read(node.expression)
      case 'CallExpression': return read(givenBack(node))
      default: return dynamic
    }
  }
  return (node) => valueOf(node, 0)
}

/** The argument of defineUnlighthouseConfig({…}) and its like, which they give back as it is. */
function givenBack({ callee, arguments: [argument] }: CallExpression): Node | undefined {
  return callee.type === 'Identifier' && /^define\w*Config$/.test(callee.name) ? argument : undefined
}

function objectOf(node: ObjectExpression, read: (inner: Node | undefined) => unknown): Record<string, unknown> {
  const entries = node.properties.flatMap((property): [string, unknown][] => {
    if (property.type === 'SpreadElement') {
      const spread = read(property.argument)
      return typeof spread === 'object' && spread !== null ? Object.entries(spread) : []
    }
    const key = property.key.type === 'Identifier' && !property.computed ? property.key.name : property.key.type === 'StringLiteral' ? property.key.value : null
    if (key === null) return []
    return [[key, property.type === 'ObjectProperty' ? read(property.value) : dynamic]]
  })
  return Object.fromEntries(entries)
}
