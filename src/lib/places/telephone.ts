/** A number as it is dialled, from how an office writes it; null when it is not one number. */
export function dialled(written: string): string | null {
  const digits = written.replace(/\(0\)/, '').replaceAll(/[\s.()/-]/g, '')
  return /^\+?\d{3,15}$/.test(digits) ? digits : null
}

/** A French number by pairs ("03 88 00 00 00"), with or without the code of the country; another one as it is dialled. */
export function shownTelephone(telephone: string): string {
  const national = telephone.replace(/^\+33(?=\d{9}$)/, '0')
  return /^0\d{9}$/.test(national) ? national.replaceAll(/\d{2}(?=\d)/g, '$&\u00a0') : telephone
}
