import type { ImportReport } from '#model/source'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'ibm850' | 'macintosh'

/** Upper half of code page 850, which no TextDecoder knows (Unicode, MAPPINGS/VENDORS/MICSFT/PC/CP850.TXT). */
const CP850 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/**
 * Where the three encodings of one byte a letter put é, è, à, ê, ç and É, the accented letters that French writes most; of windows-1252, …, ’
 * and œ too: its « … » is the « à » of code page 850, and speaks for both.
 */
const frenchLetters = {
  'windows-1252': [0xe9, 0xe8, 0xe0, 0xea, 0xe7, 0xc9, 0x85, 0x92, 0x9c],
  ibm850: [0x82, 0x8a, 0x85, 0x88, 0x87, 0x90],
  macintosh: [0x8e, 0x8f, 0x88, 0x90, 0x8d, 0x83],
} as const satisfies Partial<Record<Encoding, readonly number[]>>

const COUNTED_BYTES = 200_000

/**
 * A byte order mark decides, or the zeros of Latin letters in UTF-16; else strict UTF-8; else the one of windows-1252 (the code
 * page of French Windows, of which Latin-1 is not a synonym: €, œ and ’ live in 0x80–0x9F), of code page 850 and of Macintosh,
 * which Excel also saves a CSV in, that has most French letters.
 */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const wide = wideEncoding(bytes)
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), encoding: wide }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    const encoding = narrowEncoding(bytes)
    return { text: encoding === 'ibm850' ? decodeCp850(bytes) : new TextDecoder(encoding).decode(bytes), encoding }
  }
}

export function wideEncoding([first, second, third, fourth]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0 && first !== 0)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && third === 0 && second !== 0) ? 'utf-16be' : null
}

function narrowEncoding(bytes: Uint8Array): keyof typeof frenchLetters {
  const times = new Uint32Array(256)
  for (const byte of bytes.subarray(0, COUNTED_BYTES)) times[byte] = (times[byte] ?? 0) + 1
  const written = (encoding: keyof typeof frenchLetters): number => frenchLetters[encoding].reduce((sum, byte) => sum + (times[byte] ?? 0), 0)
  const others = (['ibm850', 'macintosh'] as const).filter((encoding) => written(encoding) > written('windows-1252'))
  return others.sort((a, b) => written(b) - written(a))[0] ?? 'windows-1252'
}

function decodeCp850(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replace(/[\u0080-\u00ff]/g, (letter) => CP850[letter.charCodeAt(0) - 0x80] ?? letter)
}

const spoken: Partial<Record<Encoding, string>> = { 'windows-1252': 'windows-1252', ibm850: 'MS-DOS (page de code 850)', macintosh: 'Macintosh (Mac Roman)' }

/** What was guessed of the encoding of a file; nothing when its bytes say it. */
export function encodingNotes(encoding: Encoding | undefined): ImportReport['notes'] {
  const name = encoding && spoken[encoding]
  return name === undefined ? [] : [{ line: null, message: `Fichier lu en ${name} : il n’est pas en UTF-8.` }]
}
