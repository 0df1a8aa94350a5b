/**
 * Indicators that add up: the whole is the sum of its parts. Only these may be split between organisations or told per inhabitant;
 * a mean, a median, a share or a mark may not, whatever its unit.
 */
export const totalIds: ReadonlySet<string> = new Set([
  'fleet-footprint', 'room-energy', 'room-carbon', 'connected-balance',
  'help-places', 'help-sessions', 'drop-in-hours', 'devices-passed-on', 'companies-supported', 'girls-can-code', 'disabled-reviews',
  'staff-trained', 'elected-trained', 'awareness-actions', 'equality-actions', 'solidarity-connections', 'events-held', 'participation-contributions', 'pilots-extended',
  'code-published', 'public-algorithms',
])
export const isTotal = (indicator: string): boolean => totalIds.has(indicator)
