import { styled, type LabelledSet } from './labelled.ts'
import { moving } from './moving.ts'

const turning = '@keyframes tourne { to { transform: rotate(360deg) } } .roue { width: 50px; height: 50px; background: #aaa; animation: tourne 1s'
const pdf = (name: string) => `<main><a href="/pdf/${name}.pdf">Document (PDF)</a></main>`

export const consultation: LabelledSet = {
  'uninvited-change': {
    fails: ['<script>window.open("/pub")</script>', '<body onload="window.open(\'https://pub.example/\', \'p\', \'width=300\')"><p>Texte</p>', '<form id="f" target="_blank" action="/pub"></form><script>document.getElementById("f").submit()</script>'],
    flagged: [styled(`${turning} infinite }`, '<div class="roue"></div>'), styled(`${turning} 20 }`, '<div class="roue"></div>'), '<audio src="/son.wav" autoplay loop></audio>', '<video src="/film.webm" autoplay muted loop width="300" height="200"></video>', ...moving.flagged],
    passes: [styled(`${turning} infinite }`, '<div class="roue"></div><button>Pause</button>'), '<video src="/film.webm" autoplay muted loop controls></video>', '<audio src="/son.wav" autoplay controls></audio>', ...moving.passes],
    inapplicable: ['<p>Texte</p>', styled(`${turning} 1 }`, '<div class="roue"></div>'), '<button onclick="window.open(\'/aide\')">Aide</button>', styled(`${turning} infinite; display: none }`, '<div class="roue"></div>'), '<video src="/film.webm" controls></video>', ...moving.inapplicable],
  },
  downloads: {
    flagged: [pdf('plain'), pdf('packed-plain'), pdf('tagged-only'), `${pdf('tagged')}${pdf('plain')}`],
    passes: [pdf('tagged'), pdf('packed-tagged'), `${pdf('tagged')}${pdf('old')}`],
    inapplicable: ['<p>Texte</p>', pdf('old'), '<a href="https://autre.example/x.pdf">Ailleurs</a>', '<a href="/pdf/not-a.pdf">Pas un PDF</a>', pdf('absent')],
  },
}
