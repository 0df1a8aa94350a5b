/** What the page of a check adds to the colours and letters of the dashboard. */
export const htmlStyle = `
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 var(--sans); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, pre { margin: 0; padding: 0; }
h1, h2 { font-family: var(--serif); font-weight: 400; line-height: 1.12; letter-spacing: -.012em; text-wrap: balance; }
h1 { font-size: 2.5rem; }
h2 { font-size: 1.75rem; margin-bottom: .5rem; }
h3 { font-size: 1.0625rem; line-height: 1.4; }
header, main, footer { max-width: 66rem; margin: 0 auto; padding: 1rem; }
.brand { display: flex; align-items: center; gap: .625rem; font-size: 1.125rem; }
.stem { fill: none; stroke: var(--ink); stroke-width: 2.5; stroke-linecap: round; }
.leaf-sobriety { fill: var(--sobriety); } .leaf-solidarity { fill: var(--solidarity); } .leaf-freedom { fill: var(--freedom); }
.answer { background: var(--stone); border-left: 6px solid var(--gres); padding: 1.5rem; }
.lead { font-size: 1.1875rem; line-height: 1.45; margin-top: .75rem; }
.answer ul { margin-top: .75rem; padding-left: 1.25rem; }
.note { font-size: .875rem; font-weight: 400; line-height: 1.45; color: var(--ink-soft); }
.note a { color: var(--ink); }
a { color: inherit; text-decoration-color: var(--gres); text-underline-offset: .22em; }
:focus-visible { outline: 3px solid; outline-offset: 3px; }
section { border-top: 1px solid var(--rule); margin-top: 2.5rem; padding-top: 2rem; }
article { background: var(--card); border: 1px solid var(--rule); border-left: 4px solid var(--accent); padding: 1rem 1.25rem; margin-top: 1rem; }
article > * + * { margin-top: .5rem; }
article ul, section > ul { list-style: none; }
article li, section > ul > li { padding: .25rem 0; }
code, pre { font-family: var(--mono); font-size: .875em; }
pre { background: var(--stone); padding: .75rem; white-space: pre-wrap; }
summary { cursor: pointer; padding: .625rem 0; }
.scroller { overflow-x: auto; margin-top: 1rem; }
table { border-collapse: collapse; width: 100%; min-width: 44rem; font-size: .9375rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
th, td { border-bottom: 1px solid var(--rule); padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { border-bottom: 2px solid var(--ink); }
tbody th { font-weight: 400; min-width: 16rem; max-width: 26rem; overflow-wrap: anywhere; }
tbody th .note { display: block; }
.over { font-weight: 600; color: var(--late); }
footer { border-top: 1px solid var(--rule); margin-top: 2.5rem; }
@media print { body { font-size: 10.5pt; } article, tr { break-inside: avoid; } .scroller { overflow: visible; } table { min-width: 0; } }
@media (forced-colors: active) { article, .answer { border: 1px solid; } .leaf-sobriety, .leaf-solidarity, .leaf-freedom { fill: CanvasText; } }
`
