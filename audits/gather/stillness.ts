/**
 * Page function: brings every animation to rest before contrast is read, since a verdict taken in the middle of a fade
 * changes from run to run. Finite animations jump to their end, which is what a reader sees; endless ones are cancelled.
 * A constructed sheet stops those to come without adding an element to the page.
 */
export async function stillAnimations(): Promise<void> {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('*, *::before, *::after { transition-duration: 0s !important; transition-delay: 0s !important; scroll-behavior: auto !important }')
  document.adoptedStyleSheets.push(sheet)
  for (const animation of document.getAnimations()) {
    try {
      animation.finish()
    } catch {
      animation.cancel()
    }
  }
  await Promise.race([document.fonts.ready, new Promise((resolve) => setTimeout(resolve, 1000))])
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}
