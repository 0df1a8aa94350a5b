/** True when the dashboard is served by its own server, which receives what people report; on a static host nothing does. */
export const isServed = process.env.TREFLE_SERVICE === '1'
