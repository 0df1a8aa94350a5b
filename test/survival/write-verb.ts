/* One verb that writes, without the others: what kills it is loaded before. Usage: node write-verb.ts pull|compact|backup|restore <folder> [<archive>] */
const [verb = '', dataDir = '', archive = ''] = process.argv.slice(2)
const at = new Date().toISOString()
if (verb === 'pull') await (await import('../../scripts/pull.ts')).pull({ dataDir, at })
else if (verb === 'compact') await (await import('../../scripts/compact.ts')).compact({ data: dataDir, before: at.slice(0, 4), archive })
else {
  const { backUp, restore } = await import('#effects/record/backup')
  await (verb === 'backup' ? backUp(dataDir, archive, at) : restore(archive, dataDir))
}
