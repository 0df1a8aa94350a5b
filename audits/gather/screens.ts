import type { Profile } from '#model/evidence'

/**
 * The two screens: 1920×1080 is the window of the EcoIndex protocol, 412×823 at 1.75 the phone of Lighthouse's default configuration.
 */
export const screens: Record<Profile, { width: number; height: number; deviceScaleFactor: number; mobile: boolean; disabled: false }> = {
  desktop: { width: 1920, height: 1080, deviceScaleFactor: 1, mobile: false, disabled: false },
  mobile: { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true, disabled: false },
}
