import { createServer } from 'node:net'

/** A port of loopback that nobody listens to now: the one that is wanted when it is free, else any. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.on('error', () => { void freePort().then(done) })
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : wanted))
    })
  })
}
