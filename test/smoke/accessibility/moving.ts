import { aGif } from '../../fixtures/animated-images.ts'
import { styled } from './labelled.ts'

const gif = (shape: Parameters<typeof aGif>[0], size = 60) => `<img alt="" width="${size}" height="${size}" src="data:image/gif;base64,${Buffer.from(aGif(shape)).toString('base64')}">`
const slides = '<div class="vue active"><h2>Fête du pont</h2><p>Samedi sur la place.</p></div><div class="vue"><h2>Budget</h2><p>Votez avant lundi.</p></div>'
/** A set of slides that a script moves, as its `step` says; a page that has it is watched for as long as a visit waits. */
const carousel = (step: string, name = 'carousel', more = '') => styled('.vue { display: none; height: 120px } .active { display: block }', `<div class="${name}">${slides}</div>${more}
<script>const vues = [...document.querySelectorAll('.vue')]; let rang = 0; const suivante = () => { vues[rang].classList.remove('active'); rang = (rang + 1) % vues.length; vues[rang].classList.add('active') }; ${step}</script>`)
const alone = 'setInterval(suivante, 400)'

/** What moves without a style or a player: image files, and sets of slides. */
export const moving = {
  flagged: [
    gif({ frames: 2, hundredths: 30, again: 0 }), gif({ frames: 8, hundredths: 100 }), gif({ frames: 2, hundredths: 100, again: 4 }),
    carousel(alone), carousel(alone, 'home-slider'), carousel('setInterval(() => { vues[0].style.transform = `translateX(-${++rang}%)` }, 400)', 'diaporama'),
  ],
  passes: [
    gif({ frames: 3, hundredths: 100 }), `${gif({ frames: 2, hundredths: 30, again: 0 })}<button>Mettre en pause</button>`, gif({ frames: 2, hundredths: 100, again: 1 }),
    carousel(alone, 'carousel', '<button aria-label="Pause"></button>'),
  ],
  inapplicable: [
    gif({ frames: 1, hundredths: 0, again: 0 }), gif({ frames: 2, hundredths: 30, again: 0 }, 8),
    carousel('document.body.onclick = suivante'), carousel('setTimeout(suivante, 900)'), carousel(alone, 'vues'), carousel(alone, 'carousel" hidden="'),
  ],
}
