// Une image n’est demandée que lorsqu’elle entre dans l’écran.
const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    target.src = target.dataset.src
    watcher.unobserve(target)
  }
})
for (const image of document.querySelectorAll('img[data-src]')) watcher.observe(image)
