/** Makes what one version of a schema says into what the next one says: pure, and adding nothing that the old one did not say. */
export type Migration = (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
