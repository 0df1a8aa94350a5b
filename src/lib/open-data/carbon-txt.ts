/**
 * The file carbon.txt, syntax 0.4 (carbontxt.org): it names the pages where the organisation says what its digital services weigh, and holds no
 * figure itself. The host is not named: Trèfle does not know it. `day` is the last visit of the robot.
 */
export function carbonTxt(day: string | null, address: (path: string) => string): string {
  const pages = [['sustainability-page', '/eco-conception/'], ['sustainability-page', '/sobriete/'], ['web-page', '/donnees/']] as const
  return [
    'version = "0.4"', ...(day === null ? [] : [`last_updated = "${day}"`]), '', '[org]', 'disclosures = [',
    ...pages.map(([kind, path]) => `  { doc_type = "${kind}", url = ${JSON.stringify(address(path))} },`), ']', '',
  ].join('\n')
}
