/** The oldest browsers that read every page: those of a telephone bought in 2018 and not renewed. Names and versions as build tools write them. */
export const oldestBrowsers = { chrome: 64, edge: 79, firefox: 67, safari: 12 } as const
