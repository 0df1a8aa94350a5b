import { channel } from 'node:diagnostics_channel'

/** Where a load says which step it begins; `trefle bench` listens to tell what each costs. Nobody else does, and then it costs nothing. */
export const stepChannel = channel('trefle:step')

export function stepBegins(name: string): void {
  if (stepChannel.hasSubscribers) stepChannel.publish(name)
}
