/**
 * What a text holds that a terminal, a log or a layout obeys and no reader sees, each as U+…: controls but the end of a line and the tab, bidirectional
 * controls, zero-width signs, separators of lines and paragraphs. The soft hyphen and the word joiner are those of our own typography.
 */
export function obeyed(text: string): string[] {
  const found = text.match(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2066-\u206F\uFEFF]/g) ?? []
  return [...new Set(found)].map((sign) => `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
}
