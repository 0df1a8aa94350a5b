import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateSync } from 'node:zlib'
import { freePort } from '#effects/network/free-port'
import { findCommand, startService, temporaryFolder, type Needed, type Service } from './harness.ts'

const run = promisify(execFile)
const schema = '/usr/share/ocsinventory-reports/files/ocsbase.sql'
const configurations = ['/etc/apache2/conf-available/ocsinventory-server.conf', '/etc/apache2/conf-available/ocsinventory-restapi.conf'] as const
const restInterface = '/usr/share/perl5/Api/Ocsinventory/Restapi'
const modules = '/usr/lib/apache2/modules'

/** What runs an OCS Inventory server of Debian: its database, Apache with Perl, the agents' entry and the REST interface. */
export const ocsNeeds: Needed = {
  allOf: ['mariadbd', 'mariadb-install-db', 'mariadb', 'apache2', `${modules}/mod_perl.so`, schema, `${restInterface}/Loader.pm`, ...configurations, '/usr/share/perl5/Mojolicious/Lite.pm', '/usr/share/perl5/Plack/Handler/Apache2.pm'],
  packages: ['ocsinventory-server', 'ocsinventory-reports', 'mariadb-server-core', 'mariadb-client-core', 'apache2-bin', 'libmojolicious-perl', 'libplack-perl', 'php-cgi'],
}

export type OcsServer = { restUrl: string; push(inventory: string): Promise<void>; stop(): Promise<void> }

/** A real OCS Inventory NG on loopback, with an empty database of its own. */
export async function startOcs(): Promise<OcsServer> {
  const [database, folder, port] = [await startDatabase(), await temporaryFolder('ocs', '/tmp'), await freePort()]
  try {
    const web = await startWeb(folder, port, database.port)
    const address = `http://127.0.0.1:${port}`
    return {
      restUrl: `${address}/ocsapi`,
      push: (inventory) => push(`${address}/ocsinventory`, inventory),
      async stop() { await web.stop(); await database.service.stop() },
    }
  } catch (error) {
    await database.service.stop()
    throw error
  }
}

async function startDatabase(): Promise<{ service: Service; port: number }> {
  const [folder, port] = [await temporaryFolder('ocs-db'), await freePort()]
  const [data, socket] = [join(folder, 'data'), join(folder, 's')]
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []
  await run('mariadb-install-db', ['--no-defaults', ...asRoot, `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'])
  const sql = (statements: string, ...database: string[]) => run('mariadb', ['--no-defaults', '-S', socket, '-uroot', ...database, '-e', statements])
  const service = await startService('mariadbd', ['--no-defaults', ...asRoot, `--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1', '--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=16M', '--innodb-fast-shutdown=2', '--skip-log-bin'], {
    removes: folder, ready: async () => { await sql('select 1'); return true },
  })
  await sql("create database ocsweb; create user ocs@'127.0.0.1' identified by 'ocs'; grant all on ocsweb.* to ocs@'127.0.0.1'")
  await sql(`source ${schema}`, 'ocsweb')
  return { service, port }
}

/** The configuration files that Debian ships, with the database, the paths and the port of this test. */
async function startWeb(folder: string, port: number, databasePort: number): Promise<Service> {
  await mkdir(join(folder, 'plugins'))
  await chmod(folder, 0o777)
  const loaded = ['mpm_prefork', 'authz_core', 'authz_host', 'authn_core', 'auth_basic', 'authn_file', 'authz_user', 'perl']
  const [server, rest] = await Promise.all(configurations.map((path) => readFile(path, 'utf8')))
  const configuration = [
    `ServerRoot ${folder}`, 'ServerName localhost', `Listen 127.0.0.1:${port}`, `PidFile ${folder}/pid`, `ErrorLog ${folder}/error.log`, `Mutex file:${folder} default`,
    'StartServers 1', 'MinSpareServers 1', 'MaxSpareServers 2', ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    ...loaded.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`),
    server?.replace('OCS_DB_HOST localhost', 'OCS_DB_HOST 127.0.0.1').replace('OCS_DB_PORT 3306', `OCS_DB_PORT ${databasePort}`)
      .replace('/var/log/ocsinventory-server/', `${folder}/`).replace('APACHE_AUTH_USER_FILE', '/dev/null').replace('/etc/ocsinventory/plugins', `${folder}/plugins`),
    rest?.replace("'localhost'", "'127.0.0.1'").replace("'3306'", `'${databasePort}'`).replace('REST_API_PATH', restInterface).replace('REST_API_LOADER_PATH', `${restInterface}/Loader.pm`),
  ].join('\n')
  await writeFile(join(folder, 'httpd.conf'), configuration)
  return startService(findCommand('apache2') ?? 'apache2', ['-f', join(folder, 'httpd.conf'), '-DFOREGROUND'], {
    removes: folder, ready: async () => (await fetch(`http://127.0.0.1:${port}/ocsapi/v1/computers?start=0&limit=1`)).ok,
  })
}

/** As an agent does: the inventory compressed (zlib), in one POST. */
async function push(url: string, inventory: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-compress', 'user-agent': 'OCS-NG_unified_unix_agent_v2.10.0' }, body: deflateSync(inventory) })
  if (!answer.ok) throw new Error(`OCS refused an inventory: HTTP ${answer.status}`)
}
